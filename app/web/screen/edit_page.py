"""The layout of a form in sections, and the page that two people's changes meet on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from app.forms import RecordForm
from app.forms.fields.base import EntityField
from app.forms.foreseen import Foreseen, declared
from app.forms.language import current_language
from app.forms.rows import RowGrid
from app.runtime.errors import StaleRecord
from app.web import cells

if TYPE_CHECKING:
    from app.web.screen.entity_view import EntityView


@dataclass(slots=True)
class FormSection:
    """A titled part of a form: inputs, values that one may see and not change, child grids."""

    title: str
    fields: list[EntityField] = field(default_factory=list)
    statics: list[tuple[str, Markup]] = field(default_factory=list)
    grids: list[RowGrid] = field(default_factory=list)
    collapsed: bool = False
    tab: str = ""
    foreseen: Foreseen | None = None

    @property
    def is_closed(self) -> bool:
        """A collapsed section opens by itself when something in it is wrong, wanted, or came with the address."""
        return self.collapsed and not any(
            one.errors or one.is_required or one.is_given for one in self.fields
        )

    @property
    def errors(self) -> int:
        """How many of its fields and rows are to be corrected."""
        wrong = sum(1 for one in self.fields if one.errors)
        return wrong + sum(len(grid.problems()) for grid in self.grids)


def layout(
    view: EntityView, form: RecordForm, record: Mapping[str, Any] | None
) -> list[FormSection]:
    """The schema's sections with what is on this person's form; what no section names comes last."""
    language = current_language()
    foreseen = declared(form._screen.ctx, view.entity)
    left = {one.short_name: one for one in form._entity_fields()}
    grids = {grid.name: grid for grid in form._grids}
    found: list[FormSection] = []
    for section in view.sections:
        part = FormSection(
            section.label.in_language(language), collapsed=section.collapsed, tab=section.tab
        )
        for name in section.fields:
            if name in left:
                part.fields.append(left.pop(name))
            elif name in grids:
                part.grids.append(grids.pop(name))
            elif record is not None and record.get(name) is not None:
                info = view.entity.fields().get(name)
                if info is not None and not cells.repeats(view.entity, info, record):
                    text = info.label.in_language(language)
                    part.statics.append((text, cells.render(view.entity, info, record[name])))
        if foreseen is not None and foreseen.fields[0] in section.fields:
            part.foreseen = foreseen
        if part.fields or part.grids:
            found.append(part)
    home = {child: tab.name for tab in view.tabs for child in tab.children}
    found += [
        FormSection("", grids=[grids.pop(name)], tab=home[name])
        for name in [*grids]
        if name in home
    ]
    if left or grids:
        found.append(FormSection("", list(left.values()), [], list(grids.values())))
    return found


def compare_with_saved(form: RecordForm, saved: Mapping[str, Any], error: StaleRecord) -> None:
    """Keep what was typed, show what somebody else saved beside it, and let the next save go through."""
    for one in form._entity_fields():
        if one.short_name not in saved:
            continue
        theirs = saved[one.short_name]
        mine = {"id": one.data} if isinstance(theirs, Mapping) else one.data
        same = theirs["id"] == one.data if isinstance(theirs, Mapping) else theirs == mine
        if not same:
            one.theirs = cells.plain(one.info, theirs)
    version = form._fields["_version"]
    version.data = version.raw_data = None
    version.process(None, error.current)
