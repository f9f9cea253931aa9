"""What a step wants beyond its schema: declared by the hook that refuses it, so that its dialog marks the field.

    wants(WorkOrder, "resolve", lambda ctx, order: {"after_photos"} if … else set())

It marks and asks; the hook still decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.runtime.context import Context

Wants = Callable[["Context", Mapping[str, Any]], Set[str]]
"""(who asks, the record as he sees it) → names of fields."""

_declared: dict[tuple[str, str], Wants] = {}


def wants(entity: Any, transition: str, which: Wants) -> None:
    """Declare which fields the step wants filled, by what the record is."""
    _declared[entity.meta.name, transition] = which


def wanted(ctx: Context, entity: Any, transition: str, record: Mapping[str, Any]) -> frozenset[str]:
    """The fields to mark in the dialog of the step."""
    which = _declared.get((entity.meta.name, transition))
    return frozenset(which(ctx, record)) if which is not None else frozenset()
