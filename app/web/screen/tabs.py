"""Sections and child tables under the tabs that the schema names; without a script all of them stand below each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.forms.language import current_language
from app.runtime.field import Tab


@dataclass(slots=True)
class Panel:
    """One tab with what stands in it; `errors`: how many problems are to be corrected there."""

    name: str
    title: str
    parts: list[Any] = field(default_factory=list)
    children: list[Any] = field(default_factory=list)
    errors: int = 0


@dataclass(frozen=True, slots=True)
class Arranged:
    """What stands above the tabs, the tabs that hold something, and the child tables below them."""

    parts: list[Any]
    panels: list[Panel]
    children: list[Any]


def arrange(
    tabs: Sequence[Tab], parts: Iterable[Any], children: Iterable[tuple[str, Any]] = ()
) -> Arranged:
    """`parts` know their `tab`, and may know their `errors`; `children` come with their names.

    One tab that alone holds something for this reader is none: its content stands as if there were no tabs.
    """
    language = current_language()
    panels = {one.name: Panel(one.name, one.label.in_language(language)) for one in tabs}
    home = {child: one.name for one in tabs for child in one.children}
    found = Arranged([], [], [])
    for part in parts:
        if panel := panels.get(part.tab):
            panel.parts.append(part)
            panel.errors += getattr(part, "errors", 0)
        else:
            found.parts.append(part)
    for name, child in children:
        if panel := panels.get(home.get(name, "")):
            panel.children.append(child)
        else:
            found.children.append(child)
    filled = [panel for panel in panels.values() if panel.parts or panel.children]
    if len(filled) == 1:
        found.parts.extend(filled[0].parts)
        found.children[:0] = filled[0].children
    else:
        found.panels.extend(filled)
    return found
