"""The order of a form: tabs, sections, and the conditions that these hand down to their fields."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.importers.doctype.fields import label
from generator.importers.doctype.types import LAYOUT
from generator.importers.located import Table
from generator.importers.model import Section


@dataclass(slots=True)
class Around:
    """What a field inherits: conditions of its tab and section with their rows, and whether these are hidden."""

    conditions: list[Table] = field(default_factory=list)
    hidden: bool = False


def read(rows: list[Table], texts: dict[str, str]) -> tuple[list[Section], dict[str, Around]]:
    """(sections, what surrounds each field)."""
    sections: list[Section] = [Section({}, [])]
    around: dict[str, Around] = {}
    tab: Table | None = None
    section: Table | None = None
    for row in rows:
        kind = row.text("fieldtype")
        if kind == "Tab Break":
            tab, section = row, None
            sections.append(Section(label(row.text("label"), texts), [], row.text("label")))
        elif kind in ("Section Break", "Fold"):
            section = row
            made = Section(label(row.text("label"), texts), [], tab.text("label") if tab else "")
            made.collapsed = row.flag("collapsible")
            sections.append(made)
        elif kind not in LAYOUT:
            above = [one for one in (tab, section) if one is not None]
            around[row.text("fieldname")] = Around(
                [one for one in above if one.text("depends_on")],
                any(one.flag("hidden") for one in above),
            )
            sections[-1].fields.append(row.text("fieldname"))
    return [one for one in sections if one.fields], around
