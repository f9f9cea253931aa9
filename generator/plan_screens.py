"""The screens of the plan: lists, forms, tabs, filters of one press."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Labels = Mapping[str, str]
"""Language code → text, in the order of `app.languages`; every language is present."""


@dataclass(frozen=True, slots=True)
class Section:
    labels: Labels
    fields: tuple[str, ...]
    collapsed: bool = False
    tab: str = ""
    """The name of the tab that it stands in; empty: above the tabs."""


@dataclass(frozen=True, slots=True)
class Tab:
    name: str
    labels: Labels
    children: tuple[str, ...] = ()
    """Child tables that stand in it; those of no tab stand below the tabs."""


@dataclass(frozen=True, slots=True)
class Quick:
    """A filter of one press; `filter` is a query string of the list."""

    name: str
    labels: Labels
    filter: str


@dataclass(frozen=True, slots=True)
class Screens:
    """Resolved screens: `columns`, `filters`, `sections` are always filled."""

    columns: tuple[str, ...]
    filters: tuple[str, ...]
    sort: tuple[str, ...]
    sections: tuple[Section, ...]
    kanban: str | None = None
    calendar: str | None = None
    gantt: tuple[str, str] | None = None
    tree: str | None = None
    mobile: tuple[str, ...] = ()
    portal: tuple[str, ...] = ()
    """Fields of the residents' form; empty when the portal does not create this entity."""
    menu: bool = True
    tabs: tuple[Tab, ...] = ()
    quick: tuple[Quick, ...] = ()
    labels: tuple[str, ...] = ()
    """What stands on a QR label below the title."""
    picker: tuple[str, ...] = ()
    """What a list of choices says beside the title."""
