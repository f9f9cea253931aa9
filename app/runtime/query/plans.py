"""Statements that are kept from request to request: putting one together costs ten times what asking it does.

A plan is found by what shapes it: entity, roles, language, columns, filters without their values, order. The values of the
reader, of the filters and of the cursor are bind parameters. What hangs on the day is
kept for the day, what hangs on the moment for the second.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from .. import policy, registry
from .stencil import Stencil

if TYPE_CHECKING:
    from ..context import Actor

MOST = 500
"""Plans of one process; each takes some 50 kB."""
MOST_VARIANTS = 8
"""Plans of one shape, for readers whose own values differ in kind."""


class Built(Protocol):
    """Whatever is built for a stencil."""


B = TypeVar("B")


@dataclass(slots=True)
class _Variants(Generic[B]):
    """`known` is compared by identity, so that an id that is given out again means nothing."""

    known: registry.Registry
    built: list[tuple[Stencil, B]] = field(default_factory=list)


class Plans(Generic[B]):
    """key → plan. Two threads may build the same one at a time; either is right."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, _Variants[B]] = {}

    def of(
        self, actor: Actor, key: Hashable | None, build: Callable[[Actor], B]
    ) -> tuple[B, dict[str, Any]]:
        """The plan for this actor and the values of his that fill it. `key` None: built for this once."""
        known = registry.current()
        scopes = actor.scopes and actor.scopes.pairs
        person = (actor.roles, actor.language, actor.is_system, scopes)
        whole = (key, person, policy.generation(), id(known))
        variants = self._kept.get(whole) if key is not None else None
        if variants is not None and variants.known is known:
            for stencil, built in variants.built:
                if stencil.fits(actor):
                    return built, dict(stencil.values(actor))
        stencil = Stencil(actor)
        built = build(stencil)  # type: ignore[arg-type]
        values = dict(stencil.values(actor))
        stencil.let_go()
        if key is not None:
            self._keep(whole, known, stencil, built)
        return built, values

    def _keep(self, whole: Hashable, known: registry.Registry, stencil: Stencil, built: B) -> None:
        variants = self._kept.get(whole)
        if variants is None or variants.known is not known:
            if len(self._kept) >= MOST:
                # In the order in which they came; a plan that is in use is soon there again.
                self._kept.pop(next(iter(self._kept)), None)
            variants = self._kept[whole] = _Variants(known)
        variants.built = [(stencil, built), *variants.built][:MOST_VARIANTS]
