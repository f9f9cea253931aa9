"""The cases behind a figure, the slowest first, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_, select

from .case import Case, Cases, Process, Window, accepted

if TYPE_CHECKING:
    from ..context import Context

PAGE = 50
ANYWHERE = "*"
FLAGS = ("late", "rework", "unfit", "again", "handed")


@dataclass(frozen=True, slots=True)
class Wish:
    """Which cases: all, those with a flag (FLAGS), those that were in `state`, those that moved from one state to another.

    A move from "" is the beginning, one from ANYWHERE has no matter where it came from.

    The cases of a state are ordered by the time that they spent in it.
    """

    flag: str = ""
    state: str = ""
    move: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of cases; `after` the last of them goes on (None: that was all). `spent`: by case, seconds in the state asked for."""

    cases: Sequence[Case]
    spent: dict[int, int]
    after: tuple[int, int] | None


def cases(
    ctx: Context,
    process: Process,
    window: Window,
    wish: Wish,
    *,
    after: tuple[int, int] | None = None,
    limit: int = PAGE,
) -> Found:
    """One page, by two statements; `after` is what the page before told."""
    found = Cases(ctx, process, window, accepted(ctx, process, window))
    one = found.sums.c
    statement, spent = select(found.sums), one.seconds
    if wish.flag:
        statement = statement.where(_flagged(one, wish.flag))
    if wish.state:
        spans = found.spans()
        spent = spans.c.seconds
        statement = statement.join(spans, spans.c.record_id == one.record_id).where(
            spans.c.state == wish.state
        )
    if wish.move is not None:
        events, (source, target) = found.events, wish.move
        comes = events.c.from_state == source if source else events.c.from_state.is_(None)
        statement = statement.where(
            one.record_id.in_(select(events.c.record_id).where(comes, events.c.to_state == target))
        )
    if after is not None:
        statement = statement.where(
            or_(spent < after[0], and_(spent == after[0], one.record_id > after[1]))
        )
    rows = ctx.session.execute(
        statement.add_columns(spent.label("spent"))
        .order_by(spent.desc(), one.record_id)
        .limit(limit + 1)
    ).all()
    page = rows[:limit]
    following = (int(page[-1].spent), page[-1].record_id) if len(rows) > limit else None
    return Found(
        [_case(row) for row in page], {row.record_id: int(row.spent) for row in page}, following
    )


def _flagged(one: Any, flag: str) -> Any:
    if flag == "again":
        return one.fixes > 1
    if flag == "handed":
        return one.handovers > 0
    return getattr(one, flag) == 1


def _case(row: Any) -> Case:
    return Case(
        row.record_id,
        row.begun,
        row.ended,
        int(row.seconds),
        int(row.business),
        int(row.steps),
        int(row.handovers),
        row.late == 1,
        row.rework == 1,
        row.unfit == 1,
    )
