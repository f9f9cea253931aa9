"""Hand-written rules of one entity: typed functions in four phases, found by name, told apart in tests."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from .context import Context
    from .entity import Entity

E = TypeVar("E", bound="Entity")
T = TypeVar("T", bound=str)
F = TypeVar("F", bound=Callable[..., None])
G = TypeVar("G", bound=Callable[..., Any])

FILLS = "fills"
HOLDS = "holds"
BEFORE = (HOLDS, FILLS, "check")
INSIDE = (
    "on_create", "on_update", "on_delete", "on_transition", "on_create_many", "on_update_many",
    "on_delete_many", "on_transition_many", "on_imported",
)  # fmt: skip
AFTER = ("after_create", "after_update", "after_delete", "after_transition")


@dataclass(frozen=True, slots=True)
class Hook:
    """One function, the phase it runs in and, for transitions (or a field that is filled), which one."""

    phase: str
    function: Callable[..., Any]
    transition: str | None = None

    @property
    def name(self) -> str:
        """`app.custom.tasks.remind`: how a durable job finds it again."""
        return f"{self.function.__module__}.{self.function.__qualname__}"


class EntityHooks(Generic[E, T]):
    """The hooks of one entity. Functions take (record, ctx); those whose phase ends in `_many` take (ids, ctx)."""

    def __init__(self, entity: type[E], *, transitions: Sequence[str] = ()) -> None:
        self.entity = entity
        self.transitions = tuple(transitions)
        self._hooks: list[Hook] = []
        self._only: frozenset[Callable[..., Any]] | None = None

    # -- registration -----------------------------------------------------------------------------

    def fills(self, name: str) -> Callable[[G], G]:
        """Of a new record: `fn(record, ctx) -> value` of the required field `name` where nobody gave it one; writes nothing.

        Of `state`: in which state this record begins, where it is not the first of the workflow.
        """
        if name not in self.entity.fields():
            raise ValueError(f"{self.entity.__tablename__} has no field {name!r}.")
        return lambda function: self._add(FILLS, function, name)

    def holds(self, function: F) -> F:
        """Before records are locked to be written: `fn(ids, step, ctx)` locks what everybody locks before them.

        `step`: a transition, "update" or "delete"; "" for many at once. Where databases have row locks; writes nothing.
        """
        return self._add(HOLDS, function)

    def check(self, function: F) -> F:
        """Before the write: may refuse by raising RuleViolation, writes nothing."""
        return self._add("check", function)

    def on_create(self, function: F) -> F:
        """In the transaction, after the row is there: raising undoes everything."""
        return self._add("on_create", function)

    def on_update(self, function: F) -> F:
        return self._add("on_update", function)

    def on_delete(self, function: F) -> F:
        return self._add("on_delete", function)

    def on_transition(self, name: T) -> Callable[[F], F]:
        return self._named("on_transition", name)

    def on_create_many(self, function: F) -> F:
        """The set-based twin of on_create: takes the new ids, and must have the same effect."""
        return self._add("on_create_many", function)

    def on_update_many(self, function: F) -> F:
        """The set-based twin of on_update: takes the ids of those that changed, and must have the same effect."""
        return self._add("on_update_many", function)

    def on_delete_many(self, function: F) -> F:
        """The set-based twin of on_delete: takes the ids of those that were deleted, and must have the same effect."""
        return self._add("on_delete_many", function)

    def on_transition_many(self, name: T) -> Callable[[F], F]:
        """The set-based twin of on_transition(name): takes the ids of those that moved, and must have the same effect."""
        return self._named("on_transition_many", name)

    def on_imported(self, function: F) -> F:
        """Once at the end of an import of these records, stopped ones too: `fn(ctx)`, in the transaction that ends it."""
        return self._add("on_imported", function)

    def after_create(self, function: F) -> F:
        """After the commit, as a durable job: retried when it fails, never undoes."""
        return self._add("after_create", function)

    def after_update(self, function: F) -> F:
        return self._add("after_update", function)

    def after_delete(self, function: F) -> F:
        return self._add("after_delete", function)

    def after_transition(self, name: T) -> Callable[[F], F]:
        return self._named("after_transition", name)

    def _named(self, phase: str, name: str) -> Callable[[F], F]:
        if name not in self.transitions:
            close = difflib.get_close_matches(name, self.transitions, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"it has {list(self.transitions)}."
            raise ValueError(f"{self.entity.__tablename__} has no transition {name!r}; {hint}")
        return lambda function: self._add(phase, function, name)

    def _add(self, phase: str, function: G, transition: str | None = None) -> G:
        hook = Hook(phase, function, transition)
        if any(
            (h.name, h.phase, h.transition) == (hook.name, phase, transition) for h in self._hooks
        ):
            raise ValueError(
                f"{hook.name} is already registered for {phase}; give it another name."
            )
        self._hooks.append(hook)
        return function

    # -- use --------------------------------------------------------------------------------------

    def of(self, phase: str, transition: str | None = None) -> list[Hook]:
        """The active hooks of a phase in the order they were written."""
        return [
            hook
            for hook in self._hooks
            if hook.phase == phase
            and hook.transition == transition
            and (self._only is None or hook.function in self._only)
        ]

    def has(self, phase: str) -> bool:
        """Whether any hook is declared for a phase."""
        return any(hook.phase == phase for hook in self._hooks)

    def is_filled(self, name: str) -> bool:
        """Whether a new record has a value of this field though nobody gave it one."""
        return bool(self.of(FILLS, name))

    def all(self) -> list[Hook]:
        """Every hook, for `dougong hooks`."""
        return list(self._hooks)

    def run(self, phase: str, subject: Any, ctx: Context, transition: str | None = None) -> None:
        for hook in self.of(phase, transition):
            hook.function(subject, ctx)

    def find(self, name: str) -> Hook | None:
        return next((hook for hook in self._hooks if hook.name == name), None)

    @contextmanager
    def only(self, *functions: Callable[..., Any]) -> Iterator[None]:
        """In a test: no hook of this entity but these."""
        before, self._only = self._only, frozenset(functions)
        try:
            yield
        finally:
            self._only = before
