"""Which hand-written hooks an entity or a transition has, by the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.runtime.registry import Registry


def hooks(registry: Registry, entity: str, transition: str | None = None) -> list[str]:
    """The hooks of an entity, or of one of its transitions: `app.custom.tasks.summary_says_something`."""
    if not registry.has(entity):
        return []
    found = registry.entity(entity).hooks.all()
    return [hook.name for hook in found if transition is None or hook.transition == transition]
