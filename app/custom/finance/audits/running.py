"""An audit run: one job, a check a chunk; a run that was killed goes on at the last chunk committed (3.4)."""

from __future__ import annotations

from typing import Any

from app.custom.crm import people
from app.custom.finance.books import periods
from app.generated.audit_run import AuditRun, audit_run_hooks
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message
from app.runtime.jobs import Progress, chunked

from . import keeping, samples
from .rule import Found, Note, Scope, scope_of
from .rules import RULES

JOB = "audits.run"
MONTHS = 36
"""A run looks at three years at most."""


def codes_of(text: str | None) -> list[str]:
    """`A01 A09` → the codes, in the order of the list; all of them without any. Raises KeyError with the unknown one."""
    asked = (text or "").upper().replace(",", " ").replace("，", " ").split()
    for code in asked:
        if code not in RULES:
            raise KeyError(code)
    return [code for code in RULES if code in asked] if asked else list(RULES)


@audit_run_hooks.check
def run_is_possible(run: AuditRun, ctx: Context) -> None:
    """Months in order, not too many, and checks that there are."""
    if ctx.operation.action != "create":
        return
    if run.period_to < run.period_from:
        raise RuleViolation("止早于起 / It ends before it begins.", field="period_to")
    if run.period_to > periods.after(run.period_from, MONTHS - 1):
        raise RuleViolation(
            f"最多 {MONTHS} 个月，请分次检查 / At most {MONTHS} months: make several runs.",
            field="period_to",
        )
    try:
        codes_of(run.rules)
    except KeyError as unknown:
        raise RuleViolation(
            f"没有规则 {unknown.args[0]}；可用 A01 至 A19 / There is no check {unknown.args[0]}; there are A01 to A19.",
            field="rules",
        ) from unknown


@audit_run_hooks.on_create
def begin(run: AuditRun, ctx: Context) -> None:
    """By a job, in the transaction that made the run."""
    ctx.enqueue(JOB, key=f"audit run {run.id}", run=run.id)


@chunked(JOB, lock="audits", label=message(zh="审计检查", en="Audit run"))
def go_on(ctx: Context, at: Progress, *, run: int) -> Progress:
    """One check, or a part of one that is long; at last the sample. `cursor`: [place of the check, where it stands]."""
    of = ctx.get(AuditRun, run)
    if of.finished_at is not None:
        return at.end()
    codes = codes_of(of.rules)
    place, after = at.cursor or (0, None)
    scope = scope_of(ctx, periods.span(of.period_from)[0], periods.span(of.period_to)[1])
    if place < len(codes):
        after = _check(ctx, of, scope, codes[place], after)
        if after is None:
            place += 1
        return at.on([place, after], done=0 if after else 1, total=len(codes), message=codes[min(place, len(codes) - 1)])  # fmt: skip
    _finish(ctx, of, scope)
    return at.end(message="")


def _check(ctx: Context, run: AuditRun, scope: Scope, code: str, after: Any) -> Any:
    """Run the check (on), keep what it found, note it in the run; returns where it goes on, or None."""
    rule = RULES[code]
    assert rule.step is not None  # noqa: S101 - each module declares its check
    so_far: dict[str, Any] = dict((run.summary or {}).get(code) or _nothing())
    # What earlier chunks kept counts against the limit of this rule.
    room = max(keeping.MOST - len(so_far["ids"]), 0)
    told, following = rule.step(scope, after)
    kept: list[Found] = []
    note, left_out = so_far["note"], 0
    for one in told:
        if isinstance(one, Note):
            note = {"zh": one.zh, "en": one.en}
        elif len(kept) < room:
            kept.append(one)
        else:
            left_out += 1
    result = keeping.keep(ctx, run.id, rule, kept).told()
    summary = {
        "found": so_far["found"] + len(kept) + left_out,
        "new": so_far["new"] + result["new"],
        "again": so_far["again"] + result["again"],
        "ids": so_far["ids"] + result["ids"],
        "settled": so_far["settled"] + result["settled"],
        "left_out": so_far["left_out"] + left_out,
        "note": note,
    }
    _write(
        ctx, run, summary={**(run.summary or {}), code: summary},
        findings=(run.findings or 0) + result["new"] + result["again"] + left_out,
    )  # fmt: skip
    return following


def _nothing() -> dict[str, Any]:
    return {
        "found": 0, "new": 0, "again": 0, "ids": [], "settled": [], "left_out": 0, "note": None,
    }  # fmt: skip


def _write(ctx: Context, run: AuditRun, **values: Any) -> None:
    """Set-based, so that the audit log names what changed and does not keep every state of a long summary."""
    records.write_set(ctx, AuditRun, [{"id": run.id, **values}], action="each", audit="audit run")
    ctx.session.refresh(run)


def _finish(ctx: Context, run: AuditRun, scope: Scope) -> None:
    """The sample, the moment, and word to the auditors when there is something new."""
    sample = samples.draw(ctx, scope, run) if run.sample_size else None
    _write(ctx, run, sample=sample, finished_at=ctx.now)
    new = sum(one["new"] for one in (run.summary or {}).values())
    if new:
        ctx.notify(
            people.holders(ctx, "auditor", None), "audit_run.done",
            dedup_key=f"audit_run {run.id}", record=run, count=new,
            first=run.period_from, last=run.period_to,
        )  # fmt: skip
