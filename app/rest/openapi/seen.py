"""One entity as far as the reader of the OpenAPI document may go: its fields, children and transitions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from app.rest.openapi import parts

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
        """The schema of its answers: the entity's name, where the framework has none of the same name."""
        name = self.entry.entity.meta.name
        return f"{name}Record" if name in parts.NAMES else name

    def named(self, suffix: str) -> str:
        """A schema of its own beside that of its answers: `WorkOrderCreate`. An entity may be called so, too."""
        name = f"{self.name}{suffix}"
        return f"{name}Schema" if name in parts.NAMES or self.registry.has(name) else name

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

    def choices(self, field: Field) -> str | None:
        """The schema of the values of a choice or a state."""
        if field.type == "state":
            return self.named("State")
        if field.enum is None:
            return None
        name = field.enum.name
        return f"{name}Choice" if name in parts.NAMES or self.registry.has(name) else name

    def target(self, field: Field) -> str:
        """The schema of what a reference leads to: a record, when the reader may ever read one."""
        if field.to is None or not self.registry.has(field.to):
            return "Reference"
        there = type(self)(self.registry, self.registry.entity(field.to), self.actor, self.language)
        return there.name if there.may("read") else "Reference"

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
