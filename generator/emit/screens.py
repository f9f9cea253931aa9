"""<entity>/view.py and <entity>/api.py: the forms, the screens and the REST resource of one entity."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.emit.calls import label
from generator.emit.columns import is_computed
from generator.emit.context import Emission
from generator.emit.imports import Imports
from generator.emit.names import camel, variable
from generator.emit.python import Name, call, statement
from generator.field_types import FIELD_TYPES
from generator.plan import Entity, Field, Screens

FORMS = "app.forms"
VIEW = "app.web.view"


def view(entity: Entity, emission: Emission) -> str:
    return _View(entity).text()


class _View:
    def __init__(self, entity: Entity) -> None:
        assert entity.screens is not None  # noqa: S101 - called only for entities with screens
        self.entity = entity
        self.screens: Screens = entity.screens
        self.fields = {field.name: field for field in entity.fields}
        self.imports = Imports(taken={entity.name, *self.fields})
        self.imports.use(".model", entity.name)

    def text(self) -> str:
        name = self.entity.name
        body = self._form(f"{name}Form", "RecordForm", self._form_fields())
        portal = [self.fields[field] for field in self.screens.portal if field in self.fields]
        if portal:
            body += self._form(f"{name}PortalForm", "RecordForm", portal)
        transition_forms: dict[str, Any] = {}
        for transition, asked in self._asked().items():
            form = f"{name}{camel(transition)}Form"
            transition_forms[transition] = Name(form)
            body += self._form(form, "TransitionForm", asked, transition=transition)
        body += ["", "", f"class {name}View({self.imports.use(VIEW, 'RecordView')}):"]
        body += statement(Name(name), target="entity", indent=1)
        body += statement(Name(f"{name}Form"), target="form", indent=1)
        if portal:
            body += statement(Name(f"{name}PortalForm"), target="portal_form", indent=1)
        for attribute, value in self._attributes(transition_forms):
            body += statement(value, target=attribute, indent=1)
        return "\n".join([*self.imports.lines(), *body]) + "\n"

    def _form(
        self, name: str, base: str, fields: Iterable[Field], *, transition: str | None = None
    ) -> list[str]:
        lines = ["", "", f"class {name}({self.imports.use(FORMS, base)}):"]
        lines += statement(Name(self.entity.name), target="entity", indent=1)
        if transition:
            lines += statement(transition, target="transition", indent=1)
        for field in fields:
            form_field = self.imports.use(FORMS, FIELD_TYPES[field.type].form)
            lines += statement(call(form_field), target=field.name, indent=1)
        return lines

    def _form_fields(self) -> list[Field]:
        """Every field that a person may fill: first in the order of the sections, then the others."""
        listed = [name for section in self.screens.sections for name in section.fields]
        order = dict.fromkeys([*listed, *self.fields])
        fields = [self.fields[name] for name in order if name in self.fields]
        return [f for f in fields if f.readonly is not True and not is_computed(f)]

    def _asked(self) -> dict[str, list[Field]]:
        """transition → what its dialog asks; mappings of one name share the dialog."""
        if self.entity.workflow is None:
            return {}
        result: dict[str, dict[str, None]] = {}
        for transition in self.entity.workflow.transitions:
            result.setdefault(transition.name, {}).update(dict.fromkeys(transition.asks))
        return {
            name: [self.fields[field] for field in asked if field in self.fields]
            for name, asked in result.items()
        }

    def _attributes(self, transition_forms: dict[str, Any]) -> Iterable[tuple[str, Any]]:
        screens = self.screens
        if transition_forms:
            yield "transition_forms", transition_forms
        yield "columns", list(screens.columns)
        yield "filters", list(screens.filters)
        if screens.sort:
            yield "sort", list(screens.sort)
        yield (
            "sections",
            [
                call(
                    self.imports.use("app.runtime.field", "Section"),
                    label(section.labels, self.imports),
                    list(section.fields),
                    collapsed=section.collapsed or None,
                    tab=section.tab or None,
                )
                for section in screens.sections
            ],
        )
        if screens.tabs:
            tab = self.imports.use("app.runtime.field", "Tab")
            yield (
                "tabs",
                [
                    call(
                        tab,
                        each.name,
                        label(each.labels, self.imports),
                        *([list(each.children)] if each.children else []),
                    )
                    for each in screens.tabs
                ],
            )
        if screens.quick:
            quick = self.imports.use("app.runtime.field", "Quick")
            yield (
                "quick",
                [
                    call(quick, one.name, label(one.labels, self.imports), one.filter)
                    for one in screens.quick
                ],
            )
        if screens.labels:
            yield "on_labels", list(screens.labels)
        if screens.picker:
            yield "in_picker", list(screens.picker)
        for name in ("kanban", "calendar", "tree"):
            value = getattr(screens, name)
            if value:
                yield name, value
        if screens.gantt:
            yield "gantt", screens.gantt
        if screens.mobile:
            yield "mobile", list(screens.mobile)
        if not screens.menu:
            yield "menu", False


def api(entity: Entity, emission: Emission) -> str:
    """The REST resource: which methods there are. What they may show is the policy's business."""
    imports = Imports(taken={entity.name})
    resource = call(
        imports.use("app.rest.resource", "Resource"),
        Name(imports.use(".model", entity.name)),
        methods=list(entity.api.methods),
        if_match=None if entity.api.if_match else False,
    )
    lines = statement(resource, target=f"{variable(entity.name)}_api")
    return "\n".join([*imports.lines(), "", *lines]) + "\n"
