"""Which manuals a reader may open, and what of them is told to him."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .. import registry
from . import document, versions

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity
    from ..registry import EntityEntry
    from .tables import ManualVersion

REFUSED = "您的角色与此流程无关 / Your roles have no part in this process."


def may_open(ctx: Context, entry: EntityEntry) -> bool:
    """Whoever may see such records, acts in the process, publishes manuals or keeps the studio."""
    roles = ctx.actor.roles
    found = document.of(entry.entity)
    acts = found is not None and not roles.isdisjoint(found.roles)
    sees = not roles.isdisjoint(entry.policy.grants("read"))
    return acts or sees or versions.ADMINISTRATOR in roles or versions.may_publish(ctx)


def open_processes(ctx: Context) -> list[type[Entity]]:
    """In the order of the schema."""
    known = registry.current()
    return [one for one in versions.processes() if may_open(ctx, known.entity(one))]


def blocks(
    ctx: Context, entry: EntityEntry, language: str, version: ManualVersion | None = None
) -> list[Mapping[str, Any]]:
    """What runs, or that version, in a language. A field that the reader may see in no record is not explained to him."""
    found = document.of(entry.entity)
    said: Sequence[Mapping[str, Any]] = found.in_language(language) if found else ()
    if version is not None:
        by_language = version.document["blocks"]
        said = by_language.get(language) or next(iter(by_language.values()))
    return [_readable(ctx, entry, block) for block in said]


def _readable(ctx: Context, entry: EntityEntry, block: Mapping[str, Any]) -> Mapping[str, Any]:
    names = block.get("fields")
    if names is None:
        return block
    known, acts = entry.entity.fields(), versions.may_publish(ctx)
    kept = [
        (name, row)
        for name, row in zip(names, block["rows"], strict=True)
        if acts or (name in known and entry.policy.readable(ctx.actor, name))
    ]
    return {**block, "fields": [name for name, _ in kept], "rows": [row for _, row in kept]}
