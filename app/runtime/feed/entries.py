"""Rows of the log as acts on records: which entity, which ids, what was done, which fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, null, select, type_coerce

from .. import registry
from ..audit import several
from ..audit.several import Span
from ..audit.tables import FormerName
from ..system import AuditLog
from .cursor import mark

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..registry import EntityEntry

CREATED, UPDATED, DELETED = "created", "updated", "deleted"
ACTIONS = (CREATED, UPDATED, DELETED)
"""What is done to a record without a step of its workflow; a step has its own name."""

_TOLD = {
    "create": CREATED, "set:create": CREATED, "set:history": CREATED,
    "update": UPDATED, "derive": UPDATED, "set:update": UPDATED, "sla": UPDATED,
    "set:make": CREATED, "set:each": UPDATED, "set:step": UPDATED,
    "erase": UPDATED, "retain": UPDATED,
    "delete": DELETED, "set:delete": DELETED,
}  # fmt: skip
_VOTE = "approve:"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the log that is about records of an entity. `exact`: every one of `ids` was part of it."""

    seq: int
    mark: str
    at: dt.datetime
    entry: EntityEntry
    action: str
    ids: Sequence[Span]
    fields: frozenset[str]
    exact: bool
    is_step: bool

    @property
    def size(self) -> int:
        return several.size(self.ids)

    def each(self, skip: int) -> Iterable[int]:
        return several.each(self.ids, skip=skip)


class Names:
    """Which entity a row is about: rows keep the name that the entity had when they were written."""

    def __init__(self, session: Session, wanted: Mapping[str, EntityEntry]) -> None:
        self._wanted = wanted
        rows = session.execute(
            select(FormerName.old, FormerName.last_id, FormerName.entity).order_by(
                FormerName.last_id
            )
        )
        self._former: dict[str, list[tuple[int, str]]] = {}
        for old, last, now in rows:
            self._former.setdefault(old, []).append((last, now))

    def all(self) -> set[str]:
        """Every name under which a wanted entity may stand."""
        old = {
            name
            for name, given in self._former.items()
            if any(now in self._wanted for _, now in given)
        }
        return {*self._wanted, *old}

    def entry(self, name: str, row_id: int) -> EntityEntry | None:
        now = next((now for last, now in self._former.get(name, ()) if row_id <= last), name)
        return self._wanted.get(now)


def entries(session: Session, names: Names, first: int, last: int) -> list[Entry]:
    """The rows with these places in the chain, as far as they are about the wanted entities."""
    wanted = AuditLog.entity.in_(sorted(names.all()))
    # By their places alone: an index over the entities would lead through all rows that it ever had.
    rows = session.execute(
        select(
            AuditLog.seq,
            AuditLog.id,
            AuditLog.at,
            AuditLog.action,
            AuditLog.record_id,
            case((wanted, AuditLog.entity), else_=null()).label("entity"),
            type_coerce(case((wanted, AuditLog.diff), else_=null()), AuditLog.diff.type).label(
                "diff"
            ),
        )
        .where(AuditLog.seq.between(first, last))
        .order_by(AuditLog.seq)
    )
    found = []
    for row in rows:
        entry = names.entry(row.entity, row.id) if row.entity is not None else None
        told = _entry(row, entry) if entry is not None else None
        if told is not None:
            found.append(told)
    return found


def _entry(row: Any, entry: EntityEntry) -> Entry | None:
    diff: Mapping[str, Any] = row.diff or {}
    set_of = several.of_row(diff)
    ids = set_of if set_of is not None else [(row.record_id,) * 2] if row.record_id else None
    changed = _changed(entry, diff, of_set=set_of is not None)
    action = _action(row.action, entry, changed)
    if ids is None or action is None:
        return None
    return Entry(
        row.seq, mark(row.seq, row.id, row.at), row.at, entry, action, ids, changed,
        exact=set_of is None or several.is_exact(diff),
        is_step=action not in ACTIONS,
    )  # fmt: skip


def _action(name: str, entry: EntityEntry, changed: frozenset[str]) -> str | None:
    """None of what changes no record: a look at sensitive values, a copy handed out, a vote that counted."""
    if entry.workflow is not None and name in entry.workflow.transitions:
        return name
    if name in _TOLD:
        return _TOLD[name]
    if name.startswith(_VOTE) and changed:
        return UPDATED
    # A step that the workflow no longer has.
    return UPDATED if ":" not in name and "state" in changed else None


def _changed(entry: EntityEntry, diff: Mapping[str, Any], *, of_set: bool) -> frozenset[str]:
    """The fields that the entity still has, by name; a secret is never part of what is read."""
    if not of_set:
        names = {name for name, pair in diff.items() if isinstance(pair, list) and len(pair) == 2}
    elif "clock" in diff:
        timed = entry.workflow.clocks.get(str(diff["clock"])) if entry.workflow else None
        names = {timed.status} if timed is not None and timed.status else set()
    else:
        # A set names columns: that of a ref ends with _id.
        given = {str(name) for name in diff.get("fields") or ()}
        names = given | {name.removesuffix("_id") for name in given}
    fields = entry.entity.fields()
    return frozenset(name for name in names if name in fields and fields[name].type != "secret")


def by_key() -> dict[str, EntityEntry]:
    """Every entity by the name that rows of the log have."""
    return {entry.entity.key(): entry for entry in registry.current().entities()}
