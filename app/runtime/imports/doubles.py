"""Rows of one file that name the same record: the first counts, the others are told which it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from ..privacy import cipher
from ..values import ValueProblem
from ..writing import unique
from . import keys
from .columns import ID
from .plan import Plan
from .tables import ImportMark

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity
    from .acts import Line

LENGTH = 40


def note(
    ctx: Context, import_id: int, entity: type[Entity], plan: Plan, lines: Sequence[Line]
) -> None:
    """Set `double` of every line that says again what an earlier one said; two statements for a chunk."""
    marks = {line.number: list(_marks(import_id, entity, plan, line)) for line in lines}
    wanted = {mark for some in marks.values() for mark in some}
    if not wanted:
        return
    rows = ctx.session.execute(
        select(ImportMark.mark, ImportMark.line).where(
            ImportMark.import_id == import_id, ImportMark.mark.in_(list(wanted))
        )
    )
    first: dict[str, int] = {mark: line for mark, line in rows}  # noqa: C416 - a Result is no dict
    new: dict[str, int] = {}
    for line in lines:
        for mark in marks[line.number]:
            if mark not in first:
                first[mark] = new[mark] = line.number
            elif first[mark] != line.number and line.double is None:
                line.double = first[mark]
    if new:
        ctx.session.execute(
            insert(ImportMark),
            [{"import_id": import_id, "mark": mark, "line": at} for mark, at in new.items()],
        )


def _marks(import_id: int, entity: type[Entity], plan: Plan, line: Line) -> Iterator[str]:
    """One digest for each set of fields that is unique and whole in this row."""
    sets: list[Sequence[str]] = [*unique.keys(entity)]
    if plan.key and plan.key not in sets:
        sets.append(plan.key)
    for names in dict.fromkeys(tuple(one) for one in sets):
        if any(name != ID and name not in entity.fields() for name in names):
            continue
        try:
            found: Any = keys.parse(entity, names, line.values)
        except ValueProblem:
            continue
        if found is not None:
            text = repr((names, found)).encode()
            yield cipher.blind(text, f"sys_import.{import_id}")[:LENGTH]
