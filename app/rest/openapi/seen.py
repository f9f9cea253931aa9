"""One entity as far as the reader of the OpenAPI document may go: its fields, children and transitions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from app.runtime.context import Actor
    from app.runtime.entity import Children
    from app.runtime.field import Field
    from app.runtime.registry import EntityEntry, Registry
    from app.runtime.workflow import Transition


@dataclass(frozen=True, slots=True)
class Seen:
    """One entity for one reader. `actor` None reads everything."""

    registry: Registry
    entry: EntityEntry
    actor: Actor | None
    language: str

    @property
    def name(self) -> str:
        return self.entry.entity.meta.name

    @property
    def key(self) -> str:
        return self.entry.entity.key()

    @property
    def label(self) -> str:
        return self.entry.entity.meta.label.in_language(self.language)

    @property
    def states(self) -> dict[str, Any]:
        return dict(self.entry.workflow.states) if self.entry.workflow else {}

    def may(self, action: str) -> bool:
        return self.actor is None or bool(self.entry.policy.may(self.actor, action).allowed)

    def readable(self) -> list[Field]:
        """Fields of an answer; a secret never is."""
        return [
            field
            for field in self.entry.entity.fields().values()
            if field.type != "secret"
            and (self.actor is None or self.entry.policy.readable(self.actor, field.name))
        ]

    def writable(self, action: str = "update") -> list[Field]:
        """Fields of a body: neither computed nor read-only nor somebody else's when doing `action`."""
        return [
            field
            for field in self.entry.entity.fields().values()
            if not field.is_computed
            and field.readonly is not True
            and (self.actor is None or self.entry.policy.writable(self.actor, field.name, action))
        ]

    def revealed(self) -> list[Field]:
        """Sensitive fields that an answer shows masked."""
        return [field for field in self.readable() if field.is_sensitive]

    def children(self) -> Iterator[tuple[Children, Self]]:
        for child in self.entry.entity.meta.children:
            described = type(self)(
                self.registry, self.registry.entity(child.of), self.actor, self.language
            )
            if described.may("read"):
                yield child, described

    def transitions(self) -> dict[str, list[Transition]]:
        """Those that one of the reader's roles may ever do."""
        workflow = self.entry.workflow
        if workflow is None:
            return {}
        return {
            name: mappings
            for name, mappings in workflow.transitions.items()
            if self.actor is None or any(self._may_do(mapping) for mapping in mappings)
        }

    def _may_do(self, mapping: Transition) -> bool:
        if self.actor is not None and self.actor.lacks(self.key, f"transition.{mapping.name}"):
            return False
        roles = self.actor.roles if self.actor else frozenset()
        voters = mapping.approve.of if mapping.approve else ()
        return bool(roles.intersection(mapping.by) or roles.intersection(voters))
