"""Who a kept statement is built for: his roles and language are part of it, his own values are filled in later."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import BindParameter, bindparam

from .. import clock

if TYPE_CHECKING:
    from ..context import Actor

Path = tuple[str, ...]
Kind = Literal["one", "some", "other"]


class Stencil:
    """Stands in for the actor while a statement is built, and notes what of him went into it.

    A number or a set of numbers that a scope compares with becomes a bind parameter; any other value is baked in, and
    the statement is good only for whoever has the same one.
    """

    def __init__(self, actor: Actor) -> None:
        self._actor: Actor | None = actor
        self.roles = actor.roles
        self.language = actor.language
        self.is_system = actor.is_system
        self.scopes = actor.scopes
        self.baked: dict[Path, Any] = {}
        self.bound: dict[Path, Kind] = {}
        self.made: dict[clock.Asked, Any] = {}
        """The day, or the second, in which the statement was built, where it is good for no longer."""

    # -- what an actor is asked ------------------------------------------------------------------

    @property
    def id(self) -> Any:
        return self.value(("id",))

    @property
    def username(self) -> Any:
        return self.value(("username",))

    def value(self, path: Path) -> Any:
        """As the actor answers; the statement now depends on it."""
        found = self._present.value(path)
        self.baked[tuple(path)] = found
        return found

    def lacks(self, entity: str, action: str) -> Any:
        """As the actor answers; the scopes of a program are the key's business."""
        return self._present.lacks(entity, action)

    # -- what only the SQL builder asks ----------------------------------------------------------

    def bind(self, path: Path, *, many: bool, kind: Any) -> BindParameter[Any] | None:
        """The parameter that stands for `user.path`; None when his value is none that can be filled in later."""
        wanted: Kind = "some" if many else "one"
        if _kind(self._present.value(path)) != wanted:
            return None
        self.bound[path] = wanted
        return bindparam(_name(path), type_=kind, expanding=many)

    def note_time(self, asked: Iterable[clock.Asked]) -> None:
        """Say that the day, or the moment, is part of the statement."""
        self.made |= {one: _TIMES[one]() for one in asked}

    # -- afterwards ------------------------------------------------------------------------------

    def let_go(self) -> None:
        """Forget the person: the statement outlives his request."""
        self._actor = None

    def fits(self, actor: Actor) -> bool:
        """Whether the statement is right for this actor too. His roles, scopes and language are the key's business."""
        if any(_TIMES[one]() != made for one, made in self.made.items()):
            return False
        return all(_kind(actor.value(path)) == kind for path, kind in self.bound.items()) and all(
            actor.value(path) == value for path, value in self.baked.items()
        )

    def values(self, actor: Actor) -> Mapping[str, Any]:
        """What fills the statement for this actor."""
        return {
            _name(path): actor.value(path) if kind == "one" else sorted(actor.value(path))
            for path, kind in self.bound.items()
        }

    @property
    def _present(self) -> Actor:
        if self._actor is None:
            raise RuntimeError("The statement is built; ask the actor himself.")
        return self._actor


_TIMES: Mapping[clock.Asked, Callable[[], Any]] = {
    "day": clock.today,
    "moment": lambda: int(clock.now().timestamp()),
}


def _name(path: Path) -> str:
    return "user_" + "__".join(path)


def _kind(value: Any) -> Kind:
    if isinstance(value, int) and not isinstance(value, bool):
        return "one"
    if isinstance(value, frozenset) and value and all(type(one) is int for one in value):
        return "some"
    return "other"
