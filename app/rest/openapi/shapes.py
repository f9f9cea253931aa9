"""The schemas of one entity: its answers, pages, filters and bodies, each with an example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rest.openapi import fields as field_schemas
from app.rest.openapi.common import Json, ref
from app.rest.openapi.seen import Seen

if TYPE_CHECKING:
    from app.rest.resource import Resource
    from app.runtime.field import Field
    from app.runtime.workflow import Transition

COMMON = {
    "id": {"type": "integer", "readOnly": True},
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


class Shapes(Seen):
    """What the application takes and answers."""

    __slots__ = ()

    def schemas(self, resource: Resource) -> Json:
        found: Json = {self.name: self.answer(), f"{self.name}Page": self.page()}
        if "list" in resource.methods:
            found[f"{self.name}Filters"] = self.filters()
        if "create" in resource.methods and self.may("create"):
            found[f"{self.name}Create"] = self.body(new=True)
        if "update" in resource.methods and self.may("update"):
            found[f"{self.name}Update"] = self.body(new=False)
        for _, child in self.children():
            found[child.name] = child.answer()
            found[f"{child.name}Row"] = child.row()
        if "transition" in resource.methods:
            for mappings in self.transitions().values():
                found[self.transition_schema(mappings[0].name)] = self.transition_body(mappings)
        return found

    def answer(self) -> Json:
        properties: Json = {
            field.name: field_schemas.shown(field, self.language, self.states)
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
            "description": f"{self.label}. A field that you may not read on a record is absent.",
            "required": ["id"],
            "properties": {**COMMON, **properties},
        }

    def page(self) -> Json:
        return {
            "type": "object",
            "required": ["items", "next", "count"],
            "properties": {
                "items": {"type": "array", "items": ref("schemas", self.name)},
                "next": {"type": ["string", "null"], "description": "Cursor of the next page."},
                "count": {"type": ["integer", "null"]},
                "count_kind": {"enum": ["exact", "at_least", "none"]},
            },
        }

    def filters(self) -> Json:
        properties: Json = {}
        for field in self.readable():
            properties.update(field_schemas.filters(field, self.language))
        return {
            "type": "object",
            "description": "field, field__operator, or reference.field__operator.",
            "properties": properties,
            "additionalProperties": {"type": "string"},
        }

    def body(self, *, new: bool) -> Json:
        found = self._object(self.writable("create" if new else "update"), required=new)
        for child, described in self.children():
            found["properties"][child.name] = {
                "type": "array",
                "description": child.label.in_language(self.language),
                "items": ref("schemas", f"{described.name}Row"),
            }
        return found

    def row(self) -> Json:
        """A child in its parent's body: with an id it is changed, or deleted; without one it is new."""
        either = {
            field.name: field for action in ("create", "update") for field in self.writable(action)
        }
        fields = [field for name, field in either.items() if name != self._parent_field()]
        found = self._object(fields, required=False)
        found["properties"] = {
            "id": {"type": "integer"},
            "_delete": {"type": "boolean"},
            **found["properties"],
        }
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
                field.name: field_schemas.written(field, self.language) for field in fields
            },
        }
        needed = [f.name for f in fields if f.required is True and f.default is None]
        if required and needed:
            found["required"] = needed
        return found

    # -- examples ---------------------------------------------------------------------------------

    def answer_example(self) -> Json:
        values = {
            field.name: field_schemas.example(field, self.states, answer=True)
            for field in self.readable()[:8]
        }
        return {**_COMMON_EXAMPLE, **values}

    def body_example(self, *, new: bool) -> Json:
        fields = self.writable("create" if new else "update")
        chosen = [f for f in fields if f.required is True and f.default is None] if new else []
        chosen = chosen or fields[:2]
        return {field.name: field_schemas.example(field, answer=False) for field in chosen}

    # -- transitions ------------------------------------------------------------------------------

    def transition_schema(self, name: str) -> str:
        return self.name + "".join(part.capitalize() for part in name.split("_"))

    def transition_body(self, mappings: list[Transition]) -> Json:
        """What the step takes: the fields that it asks for, those that it needs, and a note."""
        fields = self.entry.entity.fields()
        asked = list(dict.fromkeys(name for m in mappings for name in (*m.asks, *m.needs)))
        properties: Json = {
            name: field_schemas.written(fields[name], self.language) for name in asked
        }
        if "note" not in properties:
            properties["note"] = {"type": "string", "description": "Why; kept in the history."}
        found: Json = {"type": "object", "additionalProperties": False, "properties": properties}
        if all(mapping.note == "required" for mapping in mappings):
            found["required"] = ["note"]
        return found

    def transition_example(self, mappings: list[Transition]) -> Json:
        fields = self.entry.entity.fields()
        asked = list(dict.fromkeys(name for mapping in mappings for name in mapping.asks))
        values = {name: field_schemas.example(fields[name], answer=False) for name in asked}
        if all(mapping.note == "required" for mapping in mappings):
            values.setdefault("note", "Some words.")
        return values
