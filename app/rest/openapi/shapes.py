"""The schemas of one entity: its answers, pages, filters and bodies, each with an example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from app.rest.openapi import fields as field_schemas
from app.rest.openapi.common import Json, ref, told
from app.rest.openapi.examples import example
from app.rest.openapi.seen import Seen

if TYPE_CHECKING:
    from app.rest.resource import Resource
    from app.runtime.field import Field
    from app.runtime.workflow import Transition

COMMON = {
    "id": {"type": "integer", "format": "int64", "readOnly": True},
    "title": {
        "type": ["string", "null"],
        "readOnly": True,
        "description": "In a reference, or asked for with fields; null when the record is not yours to see.",
    },
    "version": {"type": "integer", "readOnly": True, "description": "Grows with every change."},
    "created_at": {"type": "string", "format": "date-time", "readOnly": True},
    "created_by": {"anyOf": [ref("schemas", "Reference"), {"type": "null"}], "readOnly": True},
    "updated_at": {"type": "string", "format": "date-time", "readOnly": True},
    "updated_by": {"anyOf": [ref("schemas", "Reference"), {"type": "null"}], "readOnly": True},
}
_COMMON_EXAMPLE = {
    "id": 17,
    "version": 3,
    "created_at": "2026-11-24T09:30:00+08:00",
    "updated_at": "2026-11-24T10:05:00+08:00",
}
MOST_FILTERS = 80
"""A query string holds a hundred parameters, with those that shape the answer."""


class Shapes(Seen):
    """What the application takes and answers."""

    __slots__ = ()

    def schemas(self, resource: Resource) -> Json:
        """Those that the operations of the resource name. Those of related entities: `answers`."""
        found: Json = self.answers()
        if "list" in resource.methods:
            found[self.named("Page")] = self.page()
            found[self.named("Filters")] = self.filters()
        if "create" in resource.methods and self.may("create"):
            found[self.named("Create")] = self.body(new=True)
        if "update" in resource.methods and self.may("update"):
            found[self.named("Update")] = self.body(new=False)
        for _, child in self.children():
            found[child.named("Row")] = child.row()
        if "transition" in resource.methods:
            for mappings in self.transitions().values():
                found[self.transition_schema(mappings[0].name)] = self.transition_body(mappings)
        return found

    def answers(self) -> Json:
        """The schema of its records, and of all that they lead to."""
        found: Json = {}
        left: list[Shapes] = [self]
        while left:
            one = left.pop()
            if one.name not in found:
                found[one.name] = one.answer()
                found.update(one.closed_lists())
                left += [there for _, there in one.children()]
                left += one.targets()
        return found

    def closed_lists(self) -> Json:
        """The values of its choices, and its states."""
        used = {field.name: field for field in self.readable()}
        for action in ("create", "update"):
            used.update({field.name: field for field in self.writable(action)})
        known = self.entry.entity.fields()
        for mappings in self.transitions().values():
            used.update({name: known[name] for one in mappings for name in (*one.asks, *one.needs)})
        found: Json = {}
        for field in used.values():
            name = self.choices(field)
            if name is not None:
                values = list(self.states) if field.enum is None else field.enum.names
                found[name] = field_schemas.choices(values)
        return found

    def targets(self) -> list[Self]:
        """The entities that its references lead to and that the reader may read."""
        names = {field.to for field in self.readable() if field.type in ("ref", "refs")}
        known = [name for name in names if name is not None and self.registry.has(name)]
        found = [
            type(self)(self.registry, self.registry.entity(name), self.actor, self.language)
            for name in known
        ]
        return [one for one in found if one.may("read")]

    def answer(self) -> Json:
        properties: Json = {
            field.name: field_schemas.shown(
                field, self.language, choices=self.choices(field), target=self.target(field)
            )
            for field in self.readable()
        }
        for child, described in self.children():
            properties[child.name] = {
                "type": "array",
                "description": f"{child.label.in_language(self.language)} (with expand={child.name})",
                "items": ref("schemas", described.name),
            }
        return {
            "type": "object",
            "description": f"{self.label}. A field that you may not read on a record is absent; with `fields` only those are there."
            " As a reference: id and title, and what `fields` or `expand` ask for.",
            "required": ["id"],
            "properties": {**COMMON, **properties},
            "examples": [self.answer_example()],
        }

    def page(self) -> Json:
        return {
            "type": "object",
            "required": ["items", "next", "count", "count_kind"],
            "properties": {
                "items": {"type": "array", "items": ref("schemas", self.name)},
                "next": {"type": ["string", "null"], "description": "Cursor of the next page."},
                "count": {"type": ["integer", "null"]},
                "count_kind": ref("schemas", "CountKind"),
            },
            "examples": [self.page_example()],
        }

    def filters(self) -> Json:
        properties: Json = {}
        for field in self.readable():
            properties.update(field_schemas.filters(field, self.choices(field)))
        return {
            "type": "object",
            "description": "field, field__operator, or reference.field__operator.",
            "properties": properties,
            "additionalProperties": {"type": "string", "minLength": 1},
            "maxProperties": MOST_FILTERS,
            "examples": [self.filter_example()],
        }

    def body(self, *, new: bool) -> Json:
        found = self._object(self.writable("create" if new else "update"), required=new)
        found["examples"] = [self.body_example(new=new)]
        for child, described in self.children():
            found["properties"][child.name] = {
                "type": "array",
                "description": child.label.in_language(self.language),
                "items": ref("schemas", described.named("Row")),
            }
        return found

    def row(self) -> Json:
        """A child in its parent's body: with an id it is changed, or deleted; without one it is new.

        With the version that was read, what somebody else has changed in the row since is refused.
        """
        either = {
            field.name: field for action in ("create", "update") for field in self.writable(action)
        }
        fields = [field for name, field in either.items() if name != self._parent_field()]
        found = self._object(fields, required=False)
        found["properties"] = {
            "id": {"type": "integer", "minimum": 1},
            "version": {
                "type": "integer",
                "minimum": 1,
                "description": told(
                    self.language,
                    zh="读取此行时的版本；其后若有人改过此行，则拒绝",
                    en="The version of the row that was read; refused when somebody changed the row since.",
                ),
            },
            "_delete": {"type": "boolean"},
            **found["properties"],
        }
        needed = [field for field in fields if self._is_needed(field)]
        found["examples"] = [{one.name: example(one, answer=False) for one in needed or fields[:1]}]
        return found

    def _parent_field(self) -> str | None:
        parent = self.entry.entity.meta.parent
        if parent is None or not self.registry.has(parent):
            return None
        children = self.registry.entity(parent).entity.meta.children
        return next((child.by for child in children if child.of == self.name), None)

    def _object(self, fields: list[Field], *, required: bool) -> Json:
        found: Json = {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                field.name: field_schemas.written(field, self.language, must=field.required is True)
                for field in fields
            },
        }
        needed = [field.name for field in fields if self._is_needed(field)]
        if required and needed:
            found["required"] = needed
        return found

    def _is_needed(self, field: Field) -> bool:
        """Whether a new record must be given it."""
        is_filled = field.default is not None or self.entry.hooks.is_filled(field.name)
        return field.required is True and not is_filled

    # -- examples ---------------------------------------------------------------------------------

    def answer_example(self) -> Json:
        values = {
            field.name: example(field, self.states, answer=True) for field in self.readable()[:8]
        }
        return {**_COMMON_EXAMPLE, **values}

    def page_example(self) -> Json:
        return {"items": [self.answer_example()], "next": None, "count": 1, "count_kind": "exact"}

    def filter_example(self) -> Json:
        """A filter that the schema of the parameter accepts; `{}` where nothing can be asked."""
        for field in self.readable():
            offered = field_schemas.filters(field, self.choices(field))
            if field.name in offered and not field.is_sensitive:
                value = example(field, self.states, answer=False)
                return {field.name: value} if not isinstance(value, list) else {}
        return {}

    def body_example(self, *, new: bool) -> Json:
        fields = self.writable("create" if new else "update")
        chosen = [field for field in fields if self._is_needed(field)] if new else []
        chosen = chosen or fields[:2]
        return {field.name: example(field, answer=False) for field in chosen}

    # -- transitions ------------------------------------------------------------------------------

    def transition_schema(self, name: str) -> str:
        return self.named("".join(part.capitalize() for part in name.split("_")))

    def transition_body(self, mappings: list[Transition]) -> Json:
        """What the step takes: the fields that it asks for, those that it needs, and a note."""
        fields = self.entry.entity.fields()
        asked = list(dict.fromkeys(name for m in mappings for name in (*m.asks, *m.needs)))
        properties: Json = {
            name: field_schemas.written(
                fields[name], self.language, choices=self.choices(fields[name])
            )
            for name in asked
        }
        if "note" not in properties:
            told = "Why; kept in the history."
            properties["note"] = {"type": ["string", "null"], "description": told}
        found: Json = {"type": "object", "additionalProperties": False, "properties": properties}
        if all(mapping.note == "required" for mapping in mappings):
            found["required"] = ["note"]
        found["examples"] = [self.transition_example(mappings)]
        return found

    def transition_example(self, mappings: list[Transition]) -> Json:
        fields = self.entry.entity.fields()
        asked = list(dict.fromkeys(name for mapping in mappings for name in mapping.asks))
        values = {name: example(fields[name], answer=False) for name in asked}
        if all(mapping.note == "required" for mapping in mappings):
            values.setdefault("note", "Some words.")
        return values
