"""The OpenAPI document leaves nothing out: every address, code, schema and reference; and what it shows by example works."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator
from referencing import Registry as References
from referencing import Resource as Referenced
from referencing.jsonschema import DRAFT202012

from app.rest import openapi
from app.rest.openapi import parts
from app.rest.openapi.codes import CODES
from app.rest.openapi.common import PROBLEM_RESPONSES
from app.rest.openapi.entities import Described
from app.rest.protocol.problem import TITLES
from app.runtime import registry
from app.runtime.context import Actor, Context
from app.runtime.registry import EntityEntry, Registry
from tests.rest.conftest import Api, Shop
from tests.sample.models import Sale
from tests.support.maker import Maker
from tests.support.people import People

Json = dict[str, Any]
APP = Path(openapi.__file__).parents[2]
STATUS_OF = {
    "AppError": None,
    "BadRequest": 400,
    "refuse": 400,
    "_malformed": 400,
    "NotTheSender": 401,
    "Unauthenticated": 401,
    "Forbidden": 403,
    "_refuse": 403,
    "InvalidState": 409,
    "RuleViolation": 422,
}
"""What raises an error with a code of its own, and the status of that error."""
OF_NO_ENTITY = {"webhook", "saved_view", "report_subscription"}
"""What is created and is no record."""
NOT_DESCRIBED = {
    "/api/v1/": "nothing is there",
    "/api/v1/<path:rest>": "nothing is there",
    "/hooks/": "nothing is there",
    "/hooks/<path:rest>": "nothing is there",
    "/hooks/<provider>": "one address for each sender that there is",
}


@pytest.fixture
def document(app: Flask) -> Json:
    with app.app_context():
        return openapi.build(registry.current())


def operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    for path, verbs in document["paths"].items():
        for verb, operation in verbs.items():
            yield path, verb, operation


def references(part: Any) -> Iterator[str]:
    """Every `$ref` in it."""
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for inner in part.values():
            yield from references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from references(inner)


def validator(document: Json, pointer: str) -> Draft202012Validator:
    whole = References().with_resource(
        "urn:document", Referenced.from_contents(document, default_specification=DRAFT202012)
    )
    return Draft202012Validator({"$ref": f"urn:document#{pointer}"}, registry=whole)


def test_every_address_is_in_the_document(app: Flask, document: Json) -> None:
    """Generic addresses stand there once for each resource that offers something there."""
    described = set(document["paths"])
    names = [resource.name for resource in app.extensions["dougong_resources"]]
    left = set()
    for rule in app.url_map.iter_rules():
        address = str(rule)
        if not address.startswith(("/api/v1", "/hooks")) or address in NOT_DESCRIBED:
            continue
        form = re.escape(re.sub(r"<resource>", "@", address)).replace("@", f"({'|'.join(names)})")
        form = form.replace("<name>", "[a-z_]+")
        form = form.replace("<delivery>", r"\{delivery\}")
        for name in ("report", "manual", "comment"):
            form = form.replace(f"<{name}>", rf"\{{{name}\}}")
        form = re.sub(r"<[a-z:]+>", lambda _: r"\{id\}", form)
        if not any(re.fullmatch(form, path) for path in described):
            left.add(address)
    assert left == set()


def test_every_sender_of_events_has_its_address(document: Json) -> None:
    from app.rest.inbound import providers

    there = {path for path in document["paths"] if path.startswith("/hooks/")}
    assert there == {f"/hooks/{name}" for name in providers.names()}


@pytest.mark.parametrize("role", [None, "manager", "clerk", "auditor", "cashier", "buyer"])
def test_every_reference_and_every_link_leads_somewhere(app: Flask, role: str | None) -> None:
    with app.app_context():
        document = openapi.build(registry.current(), role)
    for found in references(document):
        _, *steps = found.split("/")
        here: Any = document
        for step in steps:
            assert step in here, found
            here = here[step]
    names = {operation["operationId"] for _, _, operation in operations(document)}
    linked = set()
    for _, _, operation in operations(document):
        for answer in operation["responses"].values():
            linked |= {link["operationId"] for link in answer.get("links", {}).values()}
    assert linked <= names
    if role in (None, "manager"):
        assert {"get_sale", "update_sale", "pack_sale", "history_of_sale"} <= linked


def test_operation_ids_are_words_of_a_program(document: Json) -> None:
    for _, _, operation in operations(document):
        assert re.fullmatch(r"[a-z][a-z0-9_]*", operation["operationId"])


def test_every_operation_and_every_schema_shows_an_example(document: Json) -> None:
    for name, schema in document["components"]["schemas"].items():
        assert schema.get("examples"), name
    for path, verb, operation in operations(document):
        contents = [operation.get("requestBody", {}).get("content", {})]
        contents += [
            answer.get("content", {})
            for status, answer in operation["responses"].items()
            if status.startswith("2")
        ]
        for content in contents:
            if "application/json" in content:
                media = content["application/json"]
                assert "example" in media or "$ref" in media["schema"], (path, verb)


def test_every_example_of_a_schema_satisfies_it(document: Json) -> None:
    checked = 0
    for name, schema in document["components"]["schemas"].items():
        for example in schema["examples"]:
            validator(document, f"/components/schemas/{name}").validate(example)
            checked += 1
    assert checked > 40


def test_a_reference_is_typed_by_what_it_leads_to(app: Flask, document: Json) -> None:
    schemas = document["components"]["schemas"]
    store = schemas["Sale"]["properties"]["store"]
    assert store["anyOf"][0] == {"$ref": "#/components/schemas/Store"}
    assert {"id", "title", "name"} <= schemas["Store"]["properties"].keys()
    with app.app_context():
        buyers = openapi.build(registry.current(), "buyer")
    clerk = buyers["components"]["schemas"]["Sale"]["properties"]["clerk"]
    assert clerk["anyOf"][0] == {"$ref": "#/components/schemas/Reference"}
    assert "Clerk" not in buyers["components"]["schemas"]


def test_limits_of_a_field_stand_in_bodies(document: Json) -> None:
    from app.rest.openapi import fields
    from app.runtime.field import Field, Label

    told = Label({"zh": "码", "en": "Code"})
    code = Field("string", told, name="code", min=2, max=4, pattern="[A-Z]+")
    assert fields.written(code, "en", must=True) == {
        "type": "string",
        "minLength": 2,
        "maxLength": 4,
        "pattern": "^(?:[A-Z]+)$",
        "description": "Code",
    }
    # What is stored may be older than the limit.
    assert "pattern" not in fields.shown(code, "en")
    share = Field("percent", told, name="share", min=0, max="99.5")
    limits = fields.written(share, "en")
    assert (limits["minimum"], limits["maximum"]) == (0, 99.5)
    assert document["components"]["schemas"]["SaleCreate"]["properties"]["store"]["minimum"] == 1


def test_every_code_of_an_error_is_listed_under_its_status() -> None:
    assert CODES.keys() == PROBLEM_RESPONSES.keys() == TITLES.keys()
    left = set()
    for path in [*(APP / "rest").rglob("*.py"), *(APP / "runtime").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            for keyword in node.keywords:
                code = keyword.value.value if isinstance(keyword.value, ast.Constant) else None
                if keyword.arg != "code" or name not in STATUS_OF or not isinstance(code, str):
                    continue
                status = STATUS_OF[name]
                known = CODES[status] if status else sum(CODES.values(), ())
                if code not in known:
                    left.add((status, code, str(path.relative_to(APP))))
    assert left == set()


def test_an_entity_that_is_called_like_a_schema_of_the_framework_keeps_apart(
    document: Json,
) -> None:
    class Meta:
        name = "Job"

    class Job:
        meta = Meta

    class Everything:
        def has(self, name: str) -> bool:
            return name == "JobRecordPage"

    seen = Described(Everything(), _Entry(Job), None, "en")  # type: ignore[arg-type]
    assert "Job" in parts.NAMES
    assert seen.name == "JobRecord"
    assert seen.named("Page") == "JobRecordPageSchema"
    assert seen.named("Create") == "JobRecordCreate"


class _Entry:
    def __init__(self, entity: Any) -> None:
        self.entity = entity


def test_the_document_is_built_once_for_a_role_and_a_language(
    api: Callable[..., Api], app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.extensions.pop("dougong_openapi", None)
    one, other = api("buyer"), api("buyer")
    first = one.get("/openapi.json")
    built = []
    build = openapi.build
    monkeypatch.setattr(openapi, "build", lambda *a, **k: built.append(k) or build(*a, **k))
    assert other.get("/openapi.json").data == first.data
    assert built == []
    assert one.get("/openapi.json", headers={"Accept-Language": "zh"}).data != first.data
    assert api("manager").get("/openapi.json").data != first.data
    assert len(built) == 2


def test_who_holds_the_document_is_told_that_it_is_unchanged(api: Callable[..., Api]) -> None:
    program = api("buyer")
    tag = program.get("/openapi.json").headers["ETag"]
    again = program.get("/openapi.json", headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    other = api("manager").get("/openapi.json", headers={"If-None-Match": tag})
    assert other.status_code == 200


@pytest.mark.database
def test_the_examples_of_bodies_are_taken(
    api: Callable[..., Api], ctx: Context, people: People, shop: Shop
) -> None:
    """As they stand, but for the ids: those of records that are there."""
    program, active = api("manager"), registry.current()
    document = program.get("/openapi.json").get_json()
    maker = Maker(ctx, active, people)
    taken = set()
    for path, verb, operation in operations(document):
        name = operation["operationId"].removeprefix("create_")
        if verb != "post" or name == operation["operationId"] or name in OF_NO_ENTITY:
            continue
        entry = active.entity(_class_name(active, name))
        example = operation["requestBody"]["content"]["application/json"]["example"]
        answer = program.post(path.removeprefix("/api/v1"), _with_ids(maker, entry, example))
        assert answer.status_code == 201, (path, answer.text)
        taken.add(name)
        update = document["paths"].get(f"{path}/{{id}}", {}).get("patch")
        if update is not None:
            example = update["requestBody"]["content"]["application/json"]["example"]
            address = f"{path.removeprefix('/api/v1')}/{answer.get_json()['id']}"
            changed = program.patch(
                address, _with_ids(maker, entry, example), etag=answer.headers["ETag"]
            )
            assert changed.status_code == 200, (address, changed.text)
    assert len(taken) > 3


def _class_name(active: Registry, key: str) -> str:
    return next(e.entity.meta.name for e in active.entities() if e.entity.key() == key)


def _with_ids(maker: Maker, entry: EntityEntry, example: Json) -> Json:
    fields = entry.entity.fields()
    found = dict(example)
    for name in example:
        if fields[name].type in ("ref", "refs"):
            found[name] = maker._value(fields[name], fresh=True)
    return found


@pytest.mark.database
def test_a_record_reached_through_a_reference_always_says_which_it_is(
    api: Callable[..., Api], ctx: Context, shop: Shop, sale: int
) -> None:
    from app.runtime import records

    program = api("manager")
    found = program.get(f"/sale/{sale}?fields=buyer.name").get_json()
    assert found["buyer"] == {"id": shop.buyer, "name": "Wang"}
    with records.writing(ctx):
        bare = records.create(ctx, Sale, {"store": shop.here, "summary": "No buyer"}).id
    assert program.get(f"/sale/{bare}?fields=buyer.name").get_json()["buyer"] is None


def test_a_narrow_reader_builds_no_wider_document(app: Flask) -> None:
    with app.app_context():
        nobody = Actor(None, "nobody", frozenset(), "en")
        document = openapi.build(registry.current(), actor=nobody)
    assert {tag["name"] for tag in document["tags"]} == set(parts.TAGS)


def test_a_resident_is_not_offered_the_rooms_of_the_staff(app: Flask) -> None:
    """Comments are, where the schema shows them in the portal; there alone."""
    with app.app_context():
        document = openapi.build(registry.current(), "buyer")
        staff = openapi.build(registry.current(), "manager")["paths"]
    there = document["paths"]
    rooms = tuple(f"/api/v1/{room}" for room in ("views", "manuals", "subscriptions", "search"))
    own = {path for path in staff if path.startswith(rooms)}
    assert len(own) >= len(rooms)
    assert own.isdisjoint(there)
    assert "/api/v1/notifications/count" in there
    assert there["/api/v1/sale/{id}/comments"].keys() == {"get", "post"}
    assert "/api/v1/article/{id}" in there
    assert "/api/v1/article/{id}/comments" in staff
    assert not [path for path in there if path.startswith("/api/v1/article/{id}/comments")]
    assert "/api/v1/sale/{id}/trail" in staff
    assert not [path for path in there if path.endswith("/trail")]
