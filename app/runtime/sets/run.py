"""What the chunks of one set-based act share: policy on the set, its audit rows."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import between, func, or_, select

from ..audit.several import log_several, spans
from ..errors import FieldError, ValidationFailed
from ..writing import circles
from ..writing.preparing import refuse

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..context import Context
    from ..registry import EntityEntry

CHUNK = 1000
SPANS_AT_ONCE = 100


@dataclass(slots=True)
class Run:
    """One set-based act: `run` joins the audit rows of its chunks."""

    ctx: Context
    entry: EntityEntry
    action: str
    why: str
    run: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def session(self) -> Session:
        return self.ctx.session

    @property
    def entity(self) -> Any:
        return self.entry.entity


def parts(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    part: list[Any] = []
    for row in rows:
        part.append(row)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part


def among(column: Any, ids: Sequence[int]) -> Any:
    """The condition that it is one of these ids: ranges cost nothing to say, scattered ones are listed."""
    found = spans(ids)
    if len(found) > SPANS_AT_ONCE:
        return column.in_(ids)
    return or_(False, *(between(column, first, last) for first, last in found))


def within(column: Any, ids: Sequence[int]) -> Iterator[Any]:
    """Conditions that together hold for these ids: ranges, some of them at a time."""
    found = spans(ids)
    for start in range(0, len(found), SPANS_AT_ONCE):
        part = found[start : start + SPANS_AT_ONCE]
        yield or_(*(between(column, first, last) for first, last in part))


def must_all_be_in_scope(run: Run, ids: Sequence[int]) -> None:
    """One row outside refuses the set: the verdict on many is the verdict on each."""
    rows = run.entry.policy.rows(run.ctx.judge, run.action)
    if rows is None:
        return
    for part in parts(ids, CHUNK):
        inside = run.session.scalar(
            select(func.count()).select_from(run.entity).where(among(run.entity.id, part), rows)
        )
        if inside != len(part):
            refuse(run.ctx, run.entry, run.action)


def refuse_circles(run: Run, ids: Sequence[int], columns: Iterable[str]) -> None:
    """One row that stands above itself refuses the set. `columns`: what was written."""
    written = set(columns)
    for name in circles.chains(run.entity):
        if f"{name}_id" in written and circles.closed(run.session, run.entity, name, ids):
            raise ValidationFailed([FieldError(name, "circle", circles.CIRCLE)])


def log(run: Run, ids: Sequence[int], *, fields: Sequence[str]) -> None:
    """What this chunk did, to which records."""
    told = {"run": run.run, "why": run.why, "fields": list(fields)}
    log_several(run.ctx, f"set:{run.action}", run.entity.key(), ids, told)
