"""The OpenAPI document is valid, complete, typed, as narrow as the reader's rights, and true."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from referencing import Registry as References
from referencing import Resource as Referenced
from referencing.jsonschema import DRAFT202012

from app.rest import openapi
from app.rest.openapi import fields
from app.runtime import field_types, registry
from app.runtime.audit import seal
from app.runtime.field import Field, Label
from tests.rest.conftest import Api, Shop
from tests.sample.models import Article, Sale

Json = dict[str, Any]


@pytest.fixture
def document(app: Flask) -> Json:
    with app.app_context():
        return openapi.build(registry.current())


def accepts(document: Json, name: str, value: Any) -> None:
    """`value` is a valid instance of the component schema `name`."""
    whole = References().with_resource(
        "urn:document", Referenced.from_contents(document, default_specification=DRAFT202012)
    )
    schema = {"$ref": f"urn:document#/components/schemas/{name}"}
    Draft202012Validator(schema, registry=whole).validate(value)


def operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    for path, verbs in document["paths"].items():
        for verb, operation in verbs.items():
            yield path, verb, operation


def test_the_document_is_valid(document: Json) -> None:
    assert document["openapi"].startswith("3.1")
    validate(document)


@pytest.mark.parametrize("role", ["manager", "clerk", "auditor", "cashier", "buyer"])
def test_the_document_of_every_role_is_valid(app: Flask, role: str) -> None:
    with app.app_context():
        validate(openapi.build(registry.current(), role))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_document_speaks_both_languages(app: Flask, language: str) -> None:
    with app.app_context():
        document = openapi.build(registry.current(), language=language)
    title = {"zh": "小店", "en": "Corner Shop"}[language]
    assert document["info"]["title"] == title


def test_every_readable_field_is_typed(document: Json) -> None:
    schemas = document["components"]["schemas"]
    for entity in (Article, Sale):
        properties = schemas[entity.meta.name]["properties"]
        for name, field in entity.fields().items():
            if field.type == "secret":
                assert name not in properties
            elif field.type == "json":
                assert name in properties
            else:
                assert properties[name].keys() & {"type", "anyOf", "allOf"}, name


def test_what_the_system_fills_is_in_no_body(document: Json) -> None:
    schemas = document["components"]["schemas"]
    for name in ("SaleCreate", "SaleUpdate"):
        assert not {"sale_no", "goods", "total", "state", "phone", "id", "pack_due"} & set(
            schemas[name]["properties"]
        )
        assert schemas[name]["additionalProperties"] is False
    assert schemas["SaleCreate"]["required"] == ["store", "summary"]
    assert schemas["SalePack"]["properties"].keys() == {"clerk", "note"}
    assert schemas["SaleHold"]["required"] == ["note"]


def test_operation_ids_are_unique_and_every_error_is_named(document: Json) -> None:
    names = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(names) == len(set(names))
    for path, verb, operation in operations(document):
        statuses = set(operation["responses"])
        assert "500" in statuses, (path, verb)
        if path != "/api/v1/login":
            assert "401" in statuses
        # What another system reports is signed: there is nobody whose rights could lack (403).
        if verb in ("post", "patch") and path not in ("/api/v1/login", *_reported(document)):
            assert {"400", "403", "409", "413", "415", "422"} <= statuses, (path, verb)
        # These are nobody's but the owner's: they have no version.
        if verb == "patch" and not re.search(r"/(webhooks|views|comments)/", path):
            assert {"412", "428"} <= statuses


def _reported(document: Json) -> list[str]:
    return [path for path in document["paths"] if path.startswith("/hooks/")]


def test_the_example_of_a_number_is_one_of_its_series(document: Json) -> None:
    [sale] = document["components"]["schemas"]["Sale"]["examples"]
    assert sale["sale_no"] == "S2611-0017"


def test_every_example_satisfies_its_schema(document: Json) -> None:
    checked = 0
    for _, _, operation in operations(document):
        contents = [operation.get("requestBody", {}).get("content", {})]
        contents += [answer.get("content", {}) for answer in operation["responses"].values()]
        for content in contents:
            for media in content.values():
                if "example" in media and "$ref" in media["schema"]:
                    name = media["schema"]["$ref"].rpartition("/")[2]
                    accepts(document, name, media["example"])
                    checked += 1
    assert checked > 40


@pytest.mark.database
def test_real_answers_satisfy_the_document(
    api: Callable[..., Api], shop: Shop, sale: int, document: Json
) -> None:
    program = api("manager")
    for path, name in (
        ("/sale", "SalePage"),
        (f"/sale/{sale}?expand=lines", "Sale"),
        ("/article", "ArticlePage"),
        (f"/article/{shop.article}", "Article"),
        ("/clerk", "ClerkPage"),
        ("/store?fields=name", "StorePage"),
        ("/me", "Me"),
        (f"/sale/{sale}/history", "History"),
        (f"/sale/{sale}/transitions", "AvailableTransitions"),
        ("/nothing", "Problem"),
    ):
        accepts(document, name, program.get(path).get_json())


def test_real_changes_and_webhooks_satisfy_the_document(
    api: Callable[..., Api], shop: Shop, document: Json
) -> None:
    seal.seal()
    program = api("manager")
    body = {"name": "stock", "url": "https://example.com/hooks", "events": ["store.*"]}
    accepts(document, "WebhookCreate", body)
    made = program.post("/webhooks", body).get_json()
    accepts(document, "WebhookWithSecret", made)
    base = f"/webhooks/{made['id']}"
    accepts(document, "WebhookMessage", program.post(f"{base}/test").get_json())
    for path, name in (
        ("/changes", "ChangeFeedPage"),
        ("/webhooks", "WebhookSubscriptions"),
        (base, "WebhookSubscription"),
        (f"{base}/deliveries", "WebhookMessages"),
    ):
        accepts(document, name, program.get(path).get_json())


def test_every_event_has_its_message(document: Json) -> None:
    messages = document["webhooks"]
    assert {"ping", "sale.created", "sale.deleted", "sale.transition.pack"} <= set(messages)
    body = messages["sale.transition.pack"]["post"]["requestBody"]["content"]["application/json"]
    assert body["schema"]["properties"]["data"] == {"$ref": "#/components/schemas/Sale"}


def test_a_role_sees_only_what_it_may_ever_do(api: Callable[..., Api], shop: Shop) -> None:
    document = api("buyer").get("/openapi.json").get_json()
    validate(document)
    text = str(document)
    assert "internal_note" not in text
    assert "'cost'" not in text
    assert "/api/v1/clerk" not in document["paths"]
    assert "clerk.created" not in document["webhooks"]
    assert "post" not in document["paths"]["/api/v1/store"]
    sale = "/api/v1/sale/{id}"
    assert document["paths"][sale].keys() == {"get"}
    assert f"{sale}/transitions/refund" in document["paths"]
    assert f"{sale}/transitions/pack" not in document["paths"]


def test_who_may_only_create_is_told_what_a_new_record_takes(api: Callable[..., Api]) -> None:
    document = api("buyer").get("/openapi.json").get_json()
    body = document["components"]["schemas"]["SaleCreate"]
    assert {"store", "summary", "level", "lines"} <= body["properties"].keys()
    assert "internal_note" not in body["properties"]
    assert {"store", "summary"} <= set(body["required"])


def test_a_time_of_day_satisfies_the_document() -> None:
    # `format: time` would want a zone (RFC 3339).
    field = Field("time", Label({"zh": "上班", "en": "Starts"}), name="starts")
    for schema in (fields.shown(field, "en"), fields.written(field, "en")):
        assert "format" not in schema
        Draft202012Validator(schema).validate(field_types.to_json(dt.time(8, 30)))
        assert not Draft202012Validator(schema).is_valid("8.30")


def test_every_query_parameter_that_is_taken_is_described(document: Json) -> None:
    described = {
        (path, verb): {
            one["$ref"].rpartition("/")[2] for one in operation["parameters"] if "$ref" in one
        }
        for path, verb, operation in operations(document)
        if "parameters" in operation
    }
    for place in (
        ("/api/v1/sale", "post"),
        ("/api/v1/sale/{id}", "patch"),
        ("/api/v1/sale/{id}/transitions/pack", "post"),
        ("/api/v1/sale/{id}/transitions/release/reject", "post"),
    ):
        assert {"fields", "expand"} <= described[place], place
    assert {"limit", "before"} <= described["/api/v1/sale/{id}/history", "get"]


@pytest.mark.database
def test_every_described_operation_is_there_and_answers_no_405(
    api: Callable[..., Api], document: Json
) -> None:
    program = api("manager")
    for path, verb, operation in operations(document):
        address = path.removeprefix("/api/v1").replace("{id}", "1")
        answer = program.send(verb.upper(), address, json={})
        assert answer.status_code != 405, (verb, path)
        assert str(answer.status_code) in operation["responses"], (verb, path, answer.status_code)
