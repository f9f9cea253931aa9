"""A case: one record from its creation to the end that it came to in a window of time; the SQL that all figures share.

What is asked is a handful of statements whatever the number of cases: durations, places in an order and flags are worked
out by the database, on SQLite and PostgreSQL alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import ColumnElement, Table, and_, case, func, literal, or_, select, tuple_

from .. import registry
from ..manual.tables import ManualVersion
from ..query import conditions
from ..query.reading import Reading
from ..reports.measure import seconds
from ..system import SlaClock, TransitionLog

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity
    from ..filters import Filter
    from ..workflow import Workflow

_LOG = cast(Table, TransitionLog.__table__)
CREATE = "create"
"""The name under which the log keeps the beginning of a record."""
LATE = ("missed", "breached")


@dataclass(frozen=True, slots=True)
class Process:
    """What the evaluation of an entity's workflow has to be told.

    `waits`: states in which nobody works on the case. `fixed`: states that say the work is done; a case that came there
    once was right the first time. `passes`: steps that hand the case on, which is no rework. `targets`: state → seconds.
    `clocks`: the time limits that count as broken, all of them when empty. `ends`: states that close a case, the final
    ones of the workflow when empty.
    """

    entity: type[Entity]
    waits: frozenset[str] = frozenset()
    fixed: frozenset[str] = frozenset()
    passes: frozenset[str] = frozenset()
    targets: Mapping[str, int] = field(default_factory=dict)
    clocks: tuple[str, ...] = ()
    ends: frozenset[str] = frozenset()

    @property
    def workflow(self) -> Workflow[Any, Any]:
        found = registry.current().entity(self.entity).workflow
        if found is None:
            raise ValueError(f"{self.entity.__name__} has no workflow.")
        return found

    @property
    def closing(self) -> list[str]:
        states = self.workflow.states.values()
        return sorted(self.ends or {state.name for state in states if state.final})

    def is_back(self, source: str, target: str) -> bool:
        """Whether a move leads to an earlier state, in the order of the schema, from one in which somebody worked."""
        order = list(self.workflow.states)
        if source not in order or target not in order or source in self.waits:
            return False
        return order.index(target) < order.index(source)


@dataclass(frozen=True, slots=True)
class Window:
    """Cases that ended from `start` to before `end`, of the records that `where` leaves over."""

    start: dt.datetime
    end: dt.datetime
    where: Sequence[Filter] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One case in a list. Seconds by the clock, minutes of working time."""

    id: int
    begun: dt.datetime
    ended: dt.datetime
    seconds: int
    business_minutes: int
    steps: int
    handovers: int
    is_late: bool
    is_rework: bool
    is_unfit: bool


Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a definition lets happen: (step, from, to), and the states in which a record begins."""

    moves: frozenset[Triple]
    begins: frozenset[str]


def accepted(ctx: Context, process: Process, window: Window) -> Accepted:
    """What the definitions allowed that were published at some time of the window; what runs, before the first of them.

    A definition that changes within the window does not break the cases that went by the one before it.
    """
    rows = ctx.session.execute(
        select(ManualVersion.at, ManualVersion.document["moves"])
        .where(ManualVersion.entity == process.entity.meta.name, ManualVersion.at < window.end)
        .order_by(ManualVersion.number)
    ).all()
    held = [
        moves
        for (_, moves), following in zip(rows, [*rows, None][1:], strict=True)
        if following is None or following[0] > window.start
    ]
    told = [moves for moves in held if moves]
    if len(told) < len(held) or not rows or rows[0][0] > window.start:
        # Before the first version, and of versions that do not tell their moves, what runs is all that is known.
        told.append(process.workflow.moves())
    return Accepted(
        frozenset(cast(Triple, tuple(one)) for moves in told for one in moves["steps"]),
        frozenset(state for moves in told for state in moves["begins"]),
    )


def closes(process: Process) -> tuple[ColumnElement[bool], ...]:
    """Which events close a case: what is closed already is not closed again by a step that happens to it afterwards."""
    ends = process.closing
    before = _LOG.c.from_state
    return _LOG.c.to_state.in_(ends), or_(before.is_(None), before.not_in(ends))


class Cases:
    """The tables of one question, one made of the other: which cases, their events, the sums of each."""

    def __init__(self, ctx: Context, process: Process, window: Window, allowed: Accepted) -> None:
        self.process, self.allowed = process, allowed
        self.key = process.entity.key()
        self.ends = self._ends(ctx, window)
        self.events = self._events()
        self.sums = self._sums()

    def _ends(self, ctx: Context, window: Window) -> Any:
        """The records that the reader may see and that ended in the window, each with its last such event."""
        reading = Reading(ctx.judge, self.process.entity)
        conditions.apply(reading, window.where)
        entity: Any = self.process.entity
        return (
            select(_LOG.c.record_id, func.max(_LOG.c.id).label("last"))
            .where(
                _LOG.c.entity == self.key,
                *closes(self.process),
                _LOG.c.at >= window.start,
                _LOG.c.at < window.end,
                _LOG.c.record_id.in_(reading.statement(entity.id)),
            )
            .group_by(_LOG.c.record_id)
            .cte("ends")
        )

    def _events(self) -> Any:
        """Everything that happened to them up to that end, with what was before it."""
        along: dict[str, Any] = {"partition_by": _LOG.c.record_id, "order_by": _LOG.c.id}
        person = case((_LOG.c.by_system.is_(False), _LOG.c.actor_id))
        # Steps of the system in between hand nothing over.
        among: dict[str, Any] = {
            "partition_by": [_LOG.c.record_id, _LOG.c.by_system],
            "order_by": _LOG.c.id,
        }
        rows = (
            select(
                _LOG.c.id,
                _LOG.c.record_id,
                _LOG.c.transition,
                _LOG.c.from_state,
                _LOG.c.to_state,
                _LOG.c.at,
                _LOG.c.by_system,
                person.label("person"),
                func.coalesce(_LOG.c.business_minutes, 0).label("business"),
                func.lag(_LOG.c.to_state).over(**along).label("before"),
                func.lag(_LOG.c.at).over(**along).label("since"),
                func.lag(person).over(**among).label("person_before"),
            )
            .join(self.ends, self.ends.c.record_id == _LOG.c.record_id)
            .where(_LOG.c.entity == self.key, _LOG.c.id <= self.ends.c.last)
            .cte("rows")
        )
        return select(
            rows,
            (seconds(rows.c.at) - seconds(rows.c.since)).label("seconds"),
            _flag(~self._is_allowed(rows)).label("unfit"),
            _flag(self._is_back(rows)).label("back"),
            _flag(rows.c.person != rows.c.person_before).label("handed"),
        ).cte("events")

    def _is_allowed(self, rows: Any) -> Any:
        begins = and_(
            rows.c.before.is_(None),
            rows.c.transition == CREATE,
            rows.c.to_state.in_(sorted(self.allowed.begins)),
        )
        move = tuple_(rows.c.transition, rows.c.from_state, rows.c.to_state)
        goes_on = and_(
            rows.c.before.is_not(None),
            rows.c.from_state.is_not(None),
            rows.c.from_state == rows.c.before,
            move.in_(sorted(self.allowed.moves)),
        )
        # Whole truth values: null would be neither one nor the other.
        return func.coalesce(_flag(or_(begins, goes_on)), 0) == 1

    def _is_back(self, rows: Any) -> Any:
        states = list(self.process.workflow.states)
        pairs = [(a, b) for a in states for b in states if self.process.is_back(a, b)]
        if not pairs:
            return literal(False)
        found = tuple_(rows.c.from_state, rows.c.to_state).in_(pairs)
        passes = sorted(self.process.passes)
        return and_(found, rows.c.transition.not_in(passes)) if passes else found

    def _sums(self) -> Any:
        """A row for each case."""
        events, clocks = self.events, self._clocks()
        first, last = func.min(events.c.at), func.max(events.c.at)
        fixed = sorted(self.process.fixed)
        came = and_(
            events.c.to_state.in_(fixed), events.c.to_state != func.coalesce(events.c.before, "")
        )
        done = events.c.transition != CREATE
        sums = (
            select(
                events.c.record_id,
                first.label("begun"),
                last.label("ended"),
                (seconds(last) - seconds(first)).label("seconds"),
                func.sum(events.c.business).label("business"),
                func.sum(_flag(done)).label("steps"),
                func.sum(_flag(and_(done, events.c.by_system.is_(True)))).label("automatic"),
                func.sum(events.c.handed).label("handovers"),
                func.max(events.c.back).label("rework"),
                func.max(events.c.unfit).label("unfit"),
                func.sum(_flag(came)).label("fixes"),
            )
            .group_by(events.c.record_id)
            .cte("sums")
        )
        return (
            select(*sums.c, clocks.c.late)
            .join_from(sums, clocks, clocks.c.record_id == sums.c.record_id, isouter=True)
            .cte("cases")
        )

    def _clocks(self) -> Any:
        """Whether a time limit of the case was broken; no row: it had none."""
        found = select(SlaClock.record_id, func.max(_flag(SlaClock.status.in_(LATE))).label("late"))
        found = found.where(
            SlaClock.entity == self.key,
            SlaClock.status != "void",
            SlaClock.record_id.in_(select(self.ends.c.record_id)),
        )
        if self.process.clocks:
            found = found.where(SlaClock.clock.in_(self.process.clocks))
        return found.group_by(SlaClock.record_id).cte("clocks")

    def spans(self) -> Any:
        """How long each case was in each state, all its visits together."""
        events = self.events
        return (
            select(
                events.c.record_id,
                events.c.from_state.label("state"),
                func.sum(events.c.seconds).label("seconds"),
                func.sum(events.c.business).label("business"),
            )
            .where(events.c.since.is_not(None), events.c.from_state.is_not(None))
            .group_by(events.c.record_id, events.c.from_state)
            .cte("spans")
        )


def _flag(condition: Any) -> Any:
    return case((condition, 1), else_=0)
