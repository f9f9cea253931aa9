"""One entity in the OpenAPI document: its schemas and its paths, as far as the reader may go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.rest.openapi import bulk, common, links, talk
from app.rest.openapi import fields as field_schemas
from app.rest.openapi.common import ALWAYS, WRITES, Json, json_content, problems, ref
from app.rest.openapi.examples import example
from app.rest.openapi.shapes import Shapes
from app.runtime.errors import Message, message

if TYPE_CHECKING:
    from app.rest.resource import Resource
    from app.runtime.workflow import Transition

_SHAPE = (ref("parameters", "fields"), ref("parameters", "expand"))
"""What of the record an answer shows; a write takes them too."""

_OPERATIONS = frozenset(
    (
        "list",
        "create",
        "get",
        "update",
        "delete",
        "export",
        "history_of",
        "comments_of",
        "comment_on",
        "get_comment_on",
        "update_comment_on",
        "delete_comment_on",
        "timeline_of",
        "trail_of",
        "reveal",
        "transitions_of",
    )
)


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
            found[base]["post"] = self._create(resource)
        if bulk.actions(self, resource):
            found[f"{base}/bulk"] = {"post": bulk.operation(self, resource)}
        if "get" in offered and self.may("read"):
            found[item]["get"] = self._get()
            found[f"{item}/history"] = {"get": self._history()}
            found.update(talk.of_record(self))
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
        found = {path: operations for path, operations in found.items() if operations}
        links.add(found, self.key, [self._step_id(name) for name in self.transitions()])
        return found

    def schemas(self, resource: Resource) -> Json:
        return {**super().schemas(resource), **bulk.schemas(self, resource)}

    def _operation(self, name: str, summary: Message, **parts: Any) -> Json:
        return {
            "operationId": f"{name}_{self.key}",
            "tags": [self.key],
            "summary": f"{summary.in_language(self.language)}: {self.label}",
            **parts,
        }

    def _list(self) -> Json:
        names = ("search", "or", "sort", "fields", "expand", "limit", "cursor", "count", "view")
        return self._operation(
            "list",
            message(zh="列表", en="List"),
            parameters=[self._filters(), *(ref("parameters", name) for name in names)],
            responses={
                "200": {
                    "description": "A page",
                    "content": json_content(
                        ref("schemas", self.named("Page")), self.page_example()
                    ),
                },
                **problems(*ALWAYS, 403),
            },
        )

    def _create(self, resource: Resource) -> Json:
        again = {"200": self._written("Made before, by the same " + ", ".join(resource.replays))}
        body = ref("schemas", self.named("Create"))
        return self._operation(
            "create",
            message(zh="新建", en="Create"),
            parameters=[*_SHAPE, ref("parameters", "Idempotency-Key")],
            requestBody={
                "required": True,
                "content": json_content(body, self.body_example(new=True)),
            },
            responses={
                "201": self._written("Created", "Location"),
                **(again if resource.replays else {}),
                **problems(*WRITES),
            },
        )

    def _get(self) -> Json:
        return self._operation(
            "get",
            message(zh="读取", en="Read"),
            parameters=[
                ref("parameters", "id"),
                *_SHAPE,
                ref("parameters", "If-None-Match"),
            ],
            responses={
                "200": common.with_etag("The record", self._record(), always=True),
                "304": {"description": "You hold the current answer"},
                **problems(*ALWAYS, 403),
            },
        )

    def _update(self, resource: Resource) -> Json:
        if_match = ref("parameters", "If-Match-required" if resource.if_match else "If-Match")
        statuses = (*WRITES, 412, 428) if resource.if_match else (*WRITES, 412)
        return self._operation(
            "update",
            message(zh="修改", en="Change"),
            parameters=[
                ref("parameters", "id"),
                *_SHAPE,
                if_match,
                ref("parameters", "Idempotency-Key"),
            ],
            requestBody={
                "required": True,
                "content": json_content(
                    ref("schemas", self.named("Update")), self.body_example(new=False)
                ),
            },
            responses={"200": self._written("Changed"), **problems(*statuses)},
        )

    def _delete(self) -> Json:
        return self._operation(
            "delete",
            message(zh="删除", en="Delete"),
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
        names = ("search", "or", "sort", "fields", "view")
        return self._operation(
            "export",
            message(zh="全部行（CSV）", en="Every row as CSV"),
            parameters=[*(ref("parameters", name) for name in names), self._filters()],
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
            message(zh="历史", en="History"),
            parameters=[
                ref("parameters", "id"),
                ref("parameters", "limit"),
                ref("parameters", "before"),
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
                field.name: field_schemas.written(field, self.language, choices=self.choices(field))
                for field in fields
            },
        }
        values = {field.name: example(field, answer=False) for field in fields}
        return self._operation(
            "reveal",
            message(
                zh="查看敏感信息；原因记入审计日志",
                en="Show sensitive values; the reason goes into the audit log",
            ),
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
            message(zh="现在可做什么，不可做的原因", en="What I may do now, and why not"),
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
            self._step(name),
            mappings[0].label,
            parameters=[
                ref("parameters", "id"),
                *_SHAPE,
                ref("parameters", "If-Match"),
                ref("parameters", "Idempotency-Key"),
            ],
            requestBody={
                "required": True,
                "content": json_content(body, self.transition_example(mappings)),
            },
            responses={"200": self._written("Done"), **problems(*WRITES, 412)},
        )

    def _step(self, name: str) -> str:
        """What the operation of a step is called; a step may have the name of another operation."""
        return f"step_{name}" if name in _OPERATIONS or name.startswith("reject_") else name

    def _step_id(self, name: str) -> str:
        return f"{self._step(name)}_{self.key}"

    def _rejection(self, name: str) -> Json:
        return self._operation(
            f"reject_{self._step(name)}",
            message(zh="拒绝审批", en="Refuse the approval"),
            parameters=[
                ref("parameters", "id"),
                *_SHAPE,
                ref("parameters", "If-Match"),
                ref("parameters", "Idempotency-Key"),
            ],
            requestBody={
                "required": True,
                "content": json_content(ref("schemas", "Rejection"), {"note": "Too dear."}),
            },
            responses={"200": self._written("Refused"), **problems(*WRITES, 412)},
        )

    def _filters(self) -> Json:
        return {
            "name": "filters",
            "in": "query",
            "description": common.told(
                self.language,
                zh="每个属性是一个查询参数：`state__in=new,accepted&customer.name__contains=王`。",
                en="Each property is a query parameter: `state__in=new,accepted&customer.name__contains=王`.",
            ),
            "example": {},
            "style": "form",
            "explode": True,
            "schema": ref("schemas", self.named("Filters")),
        }

    def _record(self) -> Json:
        return json_content(ref("schemas", self.name), self.answer_example())

    def _written(self, description: str, *more: str) -> Json:
        return common.with_etag(description, self._record(), "Idempotent-Replayed", *more)
