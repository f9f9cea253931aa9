"""What is locked before the records of a write, as hand-written code asks: one order for everybody, so that nobody waits in a circle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..context import Operation
from ..hooks import HOLDS

if TYPE_CHECKING:
    from ..context import Context
    from ..registry import EntityEntry


def hold_before(ctx: Context, entry: EntityEntry, ids: Sequence[int], step: str) -> None:
    """Run the `holds` hooks. SQLite has one writer at a time already."""
    hooks = entry.hooks.of(HOLDS)
    if hooks and ctx.session.get_bind().dialect.name != "sqlite":
        held = ctx.within(Operation(action=step, checking=True))
        for hook in hooks:
            hook.function(ids, step, held)
