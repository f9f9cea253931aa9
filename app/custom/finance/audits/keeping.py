"""Findings as they are kept: one for each rule and record, brought up to date by every run that meets it again (§3.12)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from app.generated.audit_finding import AuditFinding
from app.runtime import records
from app.runtime.context import Context
from app.runtime.system import TransitionLog

from .rule import Found, Rule

MOST = 1000
"""Findings of a rule that one run keeps; what is beyond is counted."""
AT_ONCE = 500
FINAL = ("closed", "dismissed")
AUDIT = "audit run"


@dataclass(slots=True)
class Kept:
    """What became of a rule's findings in a run. `ids`: those that stand, new or met again."""

    new: int = 0
    again: int = 0
    ids: list[int] = field(default_factory=list)
    settled: list[dict[str, Any]] = field(default_factory=list)
    """{id, state, reason} of findings that were dismissed or closed and stay so."""

    def told(self) -> dict[str, Any]:
        return {"new": self.new, "again": self.again, "ids": self.ids, "settled": self.settled}


def keep(ctx: Context, run: int, rule: Rule, found: Sequence[Found]) -> Kept:
    """Write them, set by set; a fixed number of statements for 500.

    Nobody touched it yet (open): evidence and words are those of this run. Assigned or later: the evidence stays as it was
    when it was handed over, and counts how often it was seen. Dismissed, or closed and about what was done once: stays
    so while the facts are the same; other facts are a new finding.
    """
    kept = Kept()
    for start in range(0, len(found), AT_ONCE):
        _keep_some(ctx, run, rule, found[start : start + AT_ONCE], kept)
    return kept


def _keep_some(ctx: Context, run: int, rule: Rule, found: Sequence[Found], kept: Kept) -> None:
    known = _known(ctx, rule.code, found)
    new: list[dict[str, Any]] = []
    refreshed: list[dict[str, Any]] = []
    counted: list[dict[str, Any]] = []
    for one in found:
        there = known.get((one.subject, one.subject_id))
        if there is not None and _stays(rule, there, one):
            kept.settled.append({"id": there.id, "state": there.state})
        elif there is None or there.state in FINAL:
            new.append(_row(run, rule, one, before=there.id if there is not None else None))
        elif there.state == "open":
            values = _row(run, rule, one, before=there.evidence.get("before"))
            refreshed.append(
                {
                    "id": there.id, "run_id": run, "seen": (there.seen or 0) + 1,
                    **{name: values[name] for name in ("evidence", "explanation", "rule_name")},
                }
            )  # fmt: skip
        else:
            counted.append({"id": there.id, "seen": (there.seen or 0) + 1})
    _explain(ctx, kept)
    if new:
        first = ctx.session.scalar(select(func.max(AuditFinding.id))) or 0
        records.write_set(ctx, AuditFinding, new, action="make", audit=AUDIT)
        kept.ids += ctx.session.scalars(
            select(AuditFinding.id)
            .where(AuditFinding.id > first, AuditFinding.run_id == run, AuditFinding.rule == rule.code)
            .order_by(AuditFinding.id)
        ).all()  # fmt: skip
    for rows in (refreshed, counted):
        if rows:
            records.write_set(ctx, AuditFinding, rows, action="each", audit=AUDIT)
            kept.ids += [row["id"] for row in rows]
    kept.new += len(new)
    kept.again += len(refreshed) + len(counted)


def _known(ctx: Context, code: str, found: Iterable[Found]) -> dict[tuple[str, int], Any]:
    """(subject, id) → the finding that was made of it last."""
    of = AuditFinding
    ids = {one.subject_id for one in found}
    rows = ctx.session.execute(
        select(of.id, of.subject, of.subject_id, of.state, of.seen, of.evidence)
        .where(of.rule == code, of.subject_id.in_(ids), of.deleted_at.is_(None))
        .order_by(of.id)
    )
    return {(row.subject, row.subject_id): row for row in rows}


def _stays(rule: Rule, there: Any, found: Found) -> bool:
    same = there.evidence.get("facts") == found.fingerprint
    return same and (there.state == "dismissed" or (there.state == "closed" and rule.lasting))


def _row(run: int, rule: Rule, found: Found, *, before: int | None) -> dict[str, Any]:
    evidence = {"facts": found.fingerprint, **found.evidence}
    if before is not None:
        evidence["before"] = before
    return {
        "run_id": run, "rule": rule.code, "rule_name": rule.name, "risk": rule.risk,
        "subject": found.subject, "subject_id": found.subject_id, "evidence": evidence,
        "explanation": rule.told(found), "seen": 1,
    }  # fmt: skip


def _explain(ctx: Context, kept: Kept) -> None:
    """Why a finding was dismissed stands with it."""
    nameless = {one["id"]: one for one in kept.settled if "reason" not in one}
    if not nameless:
        return
    rows = ctx.session.execute(
        select(TransitionLog.record_id, TransitionLog.note)
        .where(
            TransitionLog.entity == AuditFinding.key(),
            TransitionLog.record_id.in_(nameless),
            TransitionLog.transition.in_(("dismiss", "close")),
        )
        .order_by(TransitionLog.id)
    )
    notes = dict(rows.all())
    for id, one in nameless.items():
        one["reason"] = notes.get(id) or ""
