"""One entity in the OpenAPI document: its schemas and its paths, as far as the reader may go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.rest.openapi import fields as field_schemas
from app.rest.openapi.common import ALWAYS, WRITES, Json, json_content, problems, ref
from app.runtime import registry as registries

if TYPE_CHECKING:
    from app.rest.resource import Resource
    from app.runtime.context import Actor
    from app.runtime.entity import Children
    from app.runtime.field import Field
    from app.runtime.registry import EntityEntry, Registry
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
_SHAPE = (ref("parameters", "fields"), ref("parameters", "expand"))
"""What of the record an answer shows; a write takes them too."""


@dataclass(frozen=True, slots=True)
class Described:
    """One entity for one reader. `actor` None reads everything."""

    registry: Registry
    entry: EntityEntry
    actor: Actor | None
    language: str

    @property
    def name(self) -> str:
        return self.entry.entity.meta.name

    @property
    def key(self) -> str:
        return self.entry.entity.key()

    @property
    def label(self) -> str:
        return self.entry.entity.meta.label.in_language(self.language)

    @property
    def states(self) -> dict[str, Any]:
        return dict(self.entry.workflow.states) if self.entry.workflow else {}

    def may(self, action: str) -> bool:
        return self.actor is None or bool(self.entry.policy.may(self.actor, action).allowed)

    def readable(self) -> list[Field]:
        """Fields of an answer; a secret never is."""
        return [
            field
            for field in self.entry.entity.fields().values()
            if field.type != "secret"
            and (self.actor is None or self.entry.policy.readable(self.actor, field.name))
        ]

    def writable(self, action: str = "update") -> list[Field]:
        """Fields of a body: neither computed nor read-only nor somebody else's when doing `action`."""
        return [
            field
            for field in self.entry.entity.fields().values()
            if not field.is_computed
            and field.readonly is not True
            and (self.actor is None or self.entry.policy.writable(self.actor, field.name, action))
        ]

    def children(self) -> Iterator[tuple[Children, Described]]:
        for child in self.entry.entity.meta.children:
            described = Described(
                self.registry, self.registry.entity(child.of), self.actor, self.language
            )
            if described.may("read"):
                yield child, described

    # -- schemas ----------------------------------------------------------------------------------

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

    def transitions(self) -> dict[str, list[Transition]]:
        """Those that one of the reader's roles may ever do."""
        workflow = self.entry.workflow
        if workflow is None:
            return {}
        return {
            name: mappings
            for name, mappings in workflow.transitions.items()
            if self.actor is None or any(self._may_do(mapping) for mapping in mappings)
        }

    def _may_do(self, mapping: Transition) -> bool:
        roles = self.actor.roles if self.actor else frozenset()
        voters = mapping.approve.of if mapping.approve else ()
        return bool(roles.intersection(mapping.by) or roles.intersection(voters))

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

    # -- paths ------------------------------------------------------------------------------------

    def paths(self, resource: Resource) -> Json:
        """The operations that the resource offers and the reader's roles may ever do."""
        base, item = f"/api/v1/{self.key}", f"/api/v1/{self.key}/{{id}}"
        found: Json = {base: {}, item: {}}
        offered = resource.methods
        if "list" in offered and self.may("read"):
            found[base]["get"] = self._list()
        if "list" in offered and self.may("export"):
            found[f"{base}/export"] = {"get": self._export()}
        if "create" in offered and self.may("create"):
            found[base]["post"] = self._create()
        if "get" in offered and self.may("read"):
            found[item]["get"] = self._get()
            found[f"{item}/history"] = {"get": self._history()}
            if self.may("reveal") and self.revealed():
                found[f"{item}/reveal"] = {"post": self._reveal()}
        if "update" in offered and self.may("update"):
            found[item]["patch"] = self._update(resource)
        if "delete" in offered and self.may("delete"):
            found[item]["delete"] = self._delete()
        if "transition" in offered and self.entry.workflow is not None and self.may("read"):
            found[f"{item}/transitions"] = {"get": self._available()}
            for name, mappings in self.transitions().items():
                found[f"{item}/transitions/{name}"] = {"post": self._transition(name, mappings)}
                if any(mapping.approve for mapping in mappings):
                    path = f"{item}/transitions/{name}/reject"
                    found[path] = {"post": self._rejection(name)}
        return {path: operations for path, operations in found.items() if operations}

    def _operation(self, name: str, summary: str, **parts: Any) -> Json:
        return {
            "operationId": f"{name}_{self.key}",
            "tags": [self.key],
            "summary": f"{summary}: {self.label}",
            **parts,
        }

    def _list(self) -> Json:
        names = ("search", "or", "sort", "fields", "expand", "limit", "cursor", "count")
        filters = {
            "name": "filters",
            "in": "query",
            "style": "form",
            "explode": True,
            "schema": ref("schemas", f"{self.name}Filters"),
        }
        page = {"items": [self.answer_example()], "next": None, "count": 1, "count_kind": "exact"}
        return self._operation(
            "list",
            "List",
            parameters=[filters, *(ref("parameters", name) for name in names)],
            responses={
                "200": {
                    "description": "A page",
                    "content": json_content(ref("schemas", f"{self.name}Page"), page),
                },
                **problems(*ALWAYS, 403),
            },
        )

    def _create(self) -> Json:
        body = ref("schemas", f"{self.name}Create")
        return self._operation(
            "create",
            "Create",
            parameters=[*_SHAPE, ref("parameters", "Idempotency-Key")],
            requestBody={
                "required": True,
                "content": json_content(body, self.body_example(new=True)),
            },
            responses={
                "201": {
                    "description": "Created",
                    "headers": {
                        "ETag": ref("headers", "ETag"),
                        "Location": ref("headers", "Location"),
                    },
                    "content": self._record(),
                },
                **problems(*WRITES),
            },
        )

    def _get(self) -> Json:
        return self._operation(
            "get",
            "Read",
            parameters=[
                ref("parameters", "id"),
                *_SHAPE,
                ref("parameters", "If-None-Match"),
            ],
            responses={
                "200": self._with_etag("The record"),
                "304": {"description": "You hold the current answer"},
                **problems(*ALWAYS, 403),
            },
        )

    def _update(self, resource: Resource) -> Json:
        if_match: Json = ref("parameters", "If-Match")
        statuses = (*WRITES, 412, 428) if resource.if_match else (*WRITES, 412)
        return self._operation(
            "update",
            "Change",
            parameters=[
                ref("parameters", "id"),
                *_SHAPE,
                if_match,
                ref("parameters", "Idempotency-Key"),
            ],
            requestBody={
                "required": True,
                "content": json_content(
                    ref("schemas", f"{self.name}Update"), self.body_example(new=False)
                ),
            },
            responses={"200": self._with_etag("Changed"), **problems(*statuses)},
        )

    def _delete(self) -> Json:
        return self._operation(
            "delete",
            "Delete",
            parameters=[
                ref("parameters", "id"),
                ref("parameters", "If-Match"),
                ref("parameters", "Idempotency-Key"),
            ],
            responses={
                "204": {"description": "Deleted"},
                **problems(*ALWAYS, 403, 409, 412, 422),
            },
        )

    def _export(self) -> Json:
        names = ("search", "or", "sort", "fields")
        filters = {
            "name": "filters",
            "in": "query",
            "style": "form",
            "explode": True,
            "schema": ref("schemas", f"{self.name}Filters"),
        }
        return self._operation(
            "export",
            "Every row as CSV",
            parameters=[*(ref("parameters", name) for name in names), filters],
            responses={
                "200": {
                    "description": "UTF-8 with a byte order mark, in pieces",
                    "content": {"text/csv": {"schema": {"type": "string"}}},
                },
                **problems(*ALWAYS, 403),
            },
        )

    def _history(self) -> Json:
        return self._operation(
            "history_of",
            "History",
            parameters=[
                ref("parameters", "id"),
                ref("parameters", "limit"),
                ref("parameters", "cursor"),
            ],
            responses={
                "200": {
                    "description": "Who did what, newest first",
                    "content": json_content(ref("schemas", "History")),
                },
                **problems(*ALWAYS, 403),
            },
        )

    def revealed(self) -> list[Field]:
        """Sensitive fields that an answer shows masked."""
        return [field for field in self.readable() if field.is_sensitive]

    def _reveal(self) -> Json:
        fields = self.revealed()
        names = [field.name for field in fields]
        body = {
            "type": "object",
            "required": ["fields", "reason"],
            "additionalProperties": False,
            "properties": {
                "fields": {
                    "type": "array",
                    "minItems": 1,
                    "items": {"type": "string", "enum": names},
                },
                "reason": {"type": "string", "minLength": 5, "maxLength": 500},
            },
        }
        shown = {
            "type": "object",
            "properties": {
                field.name: field_schemas.written(field, self.language) for field in fields
            },
        }
        values = {field.name: field_schemas.example(field, answer=False) for field in fields}
        return self._operation(
            "reveal",
            "Show sensitive values; the reason goes into the audit log",
            parameters=[ref("parameters", "id")],
            requestBody={
                "required": True,
                "content": json_content(body, {"fields": names, "reason": "Asked by the owner."}),
            },
            responses={
                "200": {"description": "The values", "content": json_content(shown, values)},
                **problems(*WRITES),
            },
        )

    def _available(self) -> Json:
        return self._operation(
            "transitions_of",
            "What I may do now, and why not",
            parameters=[ref("parameters", "id")],
            responses={
                "200": {
                    "description": "Transitions that leave the present state",
                    "content": json_content(ref("schemas", "AvailableTransitions")),
                },
                **problems(*ALWAYS, 403),
            },
        )

    def _transition(self, name: str, mappings: list[Transition]) -> Json:
        body = ref("schemas", self.transition_schema(name))
        return self._operation(
            name,
            mappings[0].label.in_language(self.language),
            parameters=[
                ref("parameters", "id"),
                *_SHAPE,
                ref("parameters", "If-Match"),
                ref("parameters", "Idempotency-Key"),
            ],
            requestBody={"content": json_content(body, self.transition_example(mappings))},
            responses={"200": self._with_etag("Done"), **problems(*WRITES, 412)},
        )

    def _rejection(self, name: str) -> Json:
        return self._operation(
            f"reject_{name}",
            "Refuse the approval",
            parameters=[ref("parameters", "id"), *_SHAPE, ref("parameters", "Idempotency-Key")],
            requestBody={"content": json_content(ref("schemas", "Note"), {"note": "Too dear."})},
            responses={"200": self._with_etag("Refused"), **problems(*WRITES)},
        )

    def _record(self) -> Json:
        return json_content(ref("schemas", self.name), self.answer_example())

    def _with_etag(self, description: str) -> Json:
        return {
            "description": description,
            "headers": {"ETag": ref("headers", "ETag")},
            "content": self._record(),
        }


def described(entry: EntityEntry, actor: Actor | None, language: str) -> Described:
    """`entry` of the active registry, for one reader."""
    return Described(registries.current(), entry, actor, language)
