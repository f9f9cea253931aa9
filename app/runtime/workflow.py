"""Workflow as data: states, transitions, approvals, clocks. The judging is in judgement.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .field import Label, label

if TYPE_CHECKING:
    from .access.judgement import Available
    from .context import Context
    from .errors import Message
    from .expression import Expression

S = TypeVar("S", bound=str)
T = TypeVar("T", bound=str)


@dataclass(frozen=True, slots=True)
class State:
    name: str
    label: Label
    color: str | None = None
    final: bool = False
    rest: bool = False
    """A record lives here: its road ends, and no step is proposed."""


@dataclass(frozen=True, slots=True)
class Approval:
    """`need` different people who hold one of the roles `of`, none of them in `exclude`."""

    need: int
    of: Sequence[str]
    exclude: Sequence[str] = ()
    reset_on: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Transition:
    """One mapping of a name; mappings that share a name have disjoint sources."""

    name: str
    label: Label
    sources: tuple[str, ...]
    target: str
    by: Mapping[str, str | None]
    asks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    note: str | None = None
    when: Expression | None = None
    message: Message | None = None
    approve: Approval | None = None
    exclude: tuple[str, ...] = ()
    danger: bool = False
    """Never the step that a page proposes."""


@dataclass(frozen=True, slots=True)
class Clock:
    """An SLA clock: the states that start, pause and stop it, its minutes and whom it tells."""

    name: str
    start: tuple[str, ...]
    stop: tuple[str, ...]
    pause: tuple[str, ...] = ()
    minutes: Mapping[str, int] | None = None
    minutes_by: str | None = None
    target: tuple[str, ...] | None = None
    calendar: str | tuple[str, ...] = "working"
    due: str | None = None
    status: str | None = None
    escalate: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def levels(self) -> tuple[int, ...]:
        """The percentages at which something happens: a warning, a breach, an escalation."""
        return tuple(sorted({80, 100, *self.escalate}))

    @property
    def reads(self) -> frozenset[str]:
        """Own fields that decide the target; a change of one sets the clock anew."""
        names = {self.minutes_by, self.target[0] if self.target else None}
        if not isinstance(self.calendar, str):
            names.add(self.calendar[0])
        return frozenset(name for name in names if name)


class Workflow(Generic[S, T]):
    """The states and transitions of one entity, in the order of the schema."""

    def __init__(self, *, initial: S, begins: Iterable[S] = ()) -> None:
        """`begins`: other states in which a rule of the code may let a record begin."""
        self.initial = initial
        self.beginnings: frozenset[str] = frozenset({initial, *begins})
        self.states: dict[str, State] = {}
        self.transitions: dict[str, list[Transition]] = {}
        self.clocks: dict[str, Clock] = {}

    def must_begin(self, states: Iterable[str]) -> None:
        """Raise RuntimeError for a state in which, by the schema, no record begins."""
        if wrong := sorted(set(states) - self.beginnings):
            raise RuntimeError(
                f"No record begins as {', '.join(wrong)}: name it in `initial:` of the workflow."
            )

    def state(
        self,
        name: S,
        *,
        color: str | None = None,
        final: bool = False,
        rest: bool = False,
        **texts: str,
    ) -> None:
        self.states[name] = State(name, label(**texts), color, final, rest)

    def add(
        self,
        name: T,
        *,
        source: Iterable[S],
        target: S,
        by: Mapping[str, str | None],
        asks: Iterable[str] = (),
        needs: Iterable[str] = (),
        note: str | None = None,
        when: Expression | None = None,
        message: Message | None = None,
        approve: Approval | None = None,
        exclude: Iterable[str] = (),
        danger: bool = False,
        **texts: str,
    ) -> None:
        """Add a mapping; refuses one that overlaps another of the same name."""
        sources = tuple(source)
        for other in self.transitions.get(name, []):
            if shared := set(other.sources) & set(sources):
                raise ValueError(
                    f"Two mappings of {name!r} leave the same state: {sorted(shared)}."
                )
        self.transitions.setdefault(name, []).append(
            Transition(
                name,
                label(**texts),
                sources,
                target,
                dict(by),
                tuple(asks),
                tuple(needs),
                note,
                when,
                message,
                approve,
                tuple(exclude),
                danger,
            )
        )

    def clock(
        self,
        name: str,
        *,
        start: Iterable[S],
        stop: Iterable[S],
        pause: Iterable[S] = (),
        minutes: Mapping[str, int] | None = None,
        minutes_by: str | None = None,
        target: Sequence[str] | None = None,
        calendar: str | Sequence[str] = "working",
        due: str | None = None,
        status: str | None = None,
        escalate: Mapping[int, Sequence[str]] | None = None,
    ) -> None:
        self.clocks[name] = Clock(
            name,
            tuple(start),
            tuple(stop),
            tuple(pause),
            minutes,
            minutes_by,
            tuple(target) if target else None,
            calendar if isinstance(calendar, str) else tuple(calendar),
            due,
            status,
            {level: tuple(told) for level, told in (escalate or {}).items()},
        )

    def from_state(self, name: str, state: str) -> Transition | None:
        """The mapping of `name` that leaves `state`."""
        return next((t for t in self.transitions.get(name, ()) if state in t.sources), None)

    def all(self) -> list[Transition]:
        return [mapping for mappings in self.transitions.values() for mapping in mappings]

    def moves(self) -> dict[str, Any]:
        """As a published manual keeps it: `steps` (name, from, to) and the states in which a record `begins`."""
        steps = [[one.name, source, one.target] for one in self.all() for source in one.sources]
        return {"steps": steps, "begins": sorted(self.beginnings)}

    def is_final(self, state: str) -> bool:
        return self.states[state].final

    def available(self, ctx: Context, record: Any) -> list[Available]:
        """A button or a refusal with its reason for every transition that leaves the record's state."""
        from .access import judgement

        return judgement.available(ctx, record)
