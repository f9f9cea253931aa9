"""The filters of a list as a form: one box per field, pickers for refs, never a whole table as options."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm
from wtforms.meta import DefaultMeta

from app.forms import screens
from app.forms.fields import FIELD_CLASSES, EnumField, RefField
from app.forms.fields.text import StringField
from app.forms.numbers import as_id
from app.runtime import registry
from app.web import cells

if TYPE_CHECKING:
    from app.web.list_page import ListPage

RANGES = frozenset(
    {"date", "datetime", "time", "int", "decimal", "money", "percent", "duration", "rating"}
)
"""Types that one filters from … to …"""


class GivenChoices(EnumField):
    """A choice among words that are no enum of the schema: states, yes and no."""

    def __init__(self, *arguments: Any, choices: list[tuple[str, str]], **named: Any) -> None:
        self._choices = choices
        super().__init__(*arguments, **named)

    def options(self) -> list[tuple[str, str]]:
        return self._choices

    def empty_label(self) -> str:
        return "—"


class FilterForm(BaseForm):
    """Built for one request from the schema's `filters`; keys are those of the REST filters."""

    def __init__(self, page: ListPage, names: list[str]) -> None:
        self._page = page
        self._screen = self  # pickers ask their form for the address
        super().__init__({}, meta=DefaultMeta())
        self._boxes: list[tuple[str, list[Any]]] = []
        given: dict[str, str] = {}
        for key, value in page.pairs:
            given.setdefault(key, value)
        for name in names:
            owner, info = cells.field_of(page.entity, name)
            self._boxes.append(
                (cells.column_label(page.entity, name), self._controls(name, owner, info, given))
            )

    def _controls(self, name: str, owner: Any, info: Any, given: dict[str, str]) -> list[Any]:
        label = cells.column_label(self._page.entity, name)
        if info.type == "bool":
            choices = [("true", _("Yes")), ("false", _("No"))]
            unbound = UnboundField(GivenChoices, label, info=info, choices=choices)
            return [self._put(name, unbound, given)]
        free = replace(info, required=False, readonly=False, help=None, max=None, min=None)
        if info.type == "state":
            workflow = registry.current().entity(owner).workflow
            assert workflow is not None  # noqa: S101 - a state column comes with a workflow
            language = self._page.ctx.language
            choices = [(s.name, s.label.in_language(language)) for s in workflow.states.values()]
            unbound = UnboundField(GivenChoices, label, info=info, choices=choices)
            return [self._put(name, unbound, given)]
        if info.type in RANGES:
            kind = FIELD_CLASSES[info.type]
            if info.type == "rating":
                kind = FIELD_CLASSES["int"]
            return [
                self._put(f"{name}__{end}", UnboundField(kind, f"{label} {text}", info=free), given)
                for end, text in (("gte", _("from")), ("lte", _("to")))
            ]
        if info.type in ("enum", "enums"):
            key = name if info.type == "enum" else f"{name}__contains"
            return [self._put(key, UnboundField(EnumField, label, info=free), given)]
        if info.type in ("ref", "refs"):
            key = name if info.type == "ref" else f"{name}__contains"
            field = self._put(key, UnboundField(RefField, label, info=free), given)
            if field.chosen_id is not None:
                field.title = self._page.title_of(name, str(field.chosen_id))
            return [field]
        return [self._put(f"{name}__contains", UnboundField(StringField, label, info=free), given)]

    def _put(self, key: str, unbound: Any, given: dict[str, str]) -> Any:
        options = {"name": key, "prefix": "", "translations": None}
        field = self._fields[key] = self.meta.bind_field(self, unbound, options)
        text = given.get(key)
        if key.endswith("__contains") and not text and self._page.is_long:
            # No index knows what a text contains: only among few rows.
            field.render_kw = {
                "disabled": True,
                "title": _("Narrow the list down by the others first."),
            }
        # The box shows what stands in the address, readable or not.
        field.process(None, None)
        if text:
            field.raw_data = [text]
            if isinstance(field, RefField):
                field.chosen_id = as_id(text)
        return field

    # -- what pickers ask of a form --------------------------------------------------------------

    def lookup_url(self, field: Any) -> str:
        name = field.short_name.partition("__")[0]
        return screens.url(self._page.entity, "lookup", name=name)

    def conditions(self, _field: Any) -> dict[str, str]:
        return {}
