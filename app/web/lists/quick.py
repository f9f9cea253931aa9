"""Filters of one press: what the schema's `quick:` offers above a list. Pressed again, they are taken off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from app.forms.language import current_language
from app.runtime import query
from app.runtime.context import Context
from app.web.lists.state import ListState, Pair


@dataclass(frozen=True, slots=True)
class Press:
    """`url` puts the filter on, or takes it off where it is in force."""

    label: str
    url: str
    is_on: bool
    pairs: tuple[Pair, ...]


def presses(ctx: Context, view: Any, now: ListState, base: str) -> list[Press]:
    """Those whose fields this reader may see."""
    found = []
    for one in view.quick:
        pairs = parse_qsl(one.filter)
        if not all(query.may_read(ctx, view.entity, key.partition("__")[0]) for key, _v in pairs):
            continue
        is_on = set(pairs) <= set(now.pairs)
        kept = _without(now, pairs, whole=is_on)
        shown = kept if is_on else (*kept, *pairs)
        label = one.label.in_language(current_language())
        found.append(Press(label, now.but(pairs=shown).url(base), is_on, tuple(pairs)))
    return found


def _without(now: ListState, pairs: list[Pair], *, whole: bool) -> tuple[Pair, ...]:
    """The other filters: without these when they are taken off, else without others of the same fields."""
    if whole:
        return tuple(pair for pair in now.pairs if pair not in pairs)
    fields = {key.partition("__")[0] for key, _value in pairs}
    return tuple(pair for pair in now.pairs if pair[0].partition("__")[0] not in fields)
