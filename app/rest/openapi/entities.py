"""One entity in the OpenAPI document: its schemas and its paths, as far as the reader may go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.rest.openapi import bulk
from app.rest.openapi import fields as field_schemas
from app.rest.openapi.common import ALWAYS, WRITES, Json, json_content, problems, ref
from app.rest.openapi.shapes import Shapes
from app.runtime import registry as registries

if TYPE_CHECKING:
    from app.rest.resource import Resource
    from app.runtime.context import Actor
    from app.runtime.registry import EntityEntry
    from app.runtime.workflow import Transition

_SHAPE = (ref("parameters", "fields"), ref("parameters", "expand"))
"""What of the record an answer shows; a write takes them too."""


class Described(Shapes):
    """The paths of one entity, beside its schemas."""

    __slots__ = ()

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
        if bulk.actions(self, resource):
            found[f"{base}/bulk"] = {"post": bulk.operation(self, resource)}
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

    def schemas(self, resource: Resource) -> Json:
        return {**super().schemas(resource), **bulk.schemas(self, resource)}

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
