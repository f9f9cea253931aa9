"""The bulk address in the OpenAPI document: typed for each action, as narrow as the reader's rights, and true."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from jsonschema import ValidationError

from app.rest import openapi
from app.rest.openapi.common import RATES
from app.runtime import registry
from tests.rest.conftest import Api, Shop
from tests.rest.test_openapi import accepts, operations

Json = dict[str, Any]


@pytest.fixture
def document(app: Flask) -> Json:
    with app.app_context():
        return openapi.build(registry.current())


def test_a_body_of_every_action_is_typed(document: Json) -> None:
    line = {"article": 1, "count": "2", "price": "1.00"}
    for name, body in (
        ("Sale", {"action": "create", "rows": [{"store": 1, "summary": "x", "lines": [line]}]}),
        ("Sale", {"action": "update", "rows": [{"id": 1, "version": 2, "summary": "x"}]}),
        ("Sale", {"action": "transition", "transition": "pack", "rows": [{"id": 1, "clerk": 3}]}),
        ("Sale", {"action": "delete", "rows": [{"id": 1}], "atomic": False, "dry_run": True}),
        (
            "Store",
            {"action": "upsert", "key": ["code"], "rows": [{"code": "S1", "name": "East"}]},
        ),
        (
            "Store",
            {
                "action": "update",
                "where": {"code": "S1"},
                "values": {"name": "x"},
                "max_affected": 1,
            },
        ),
    ):
        accepts(document, f"{name}Bulk", body)


@pytest.mark.parametrize(
    "body",
    [
        {"action": "create", "rows": [{"colour": "red"}]},
        {"action": "update", "rows": [{"id": 1, "summary": "x"}]},
        {"action": "transition", "transition": "fly", "rows": []},
        {"action": "delete", "rows": [{"id": 1, "summary": "x"}]},
        {"action": "merge", "rows": []},
        {"action": "create", "rows": [], "more": 1},
    ],
)
def test_what_would_be_refused_does_not_fit(document: Json, body: Json) -> None:
    with pytest.raises(ValidationError):
        accepts(document, "SaleBulk", body)


def test_every_bulk_example_fits_and_every_answer_tells_the_rates(document: Json) -> None:
    seen = 0
    for path, _verb, operation in operations(document):
        if path.endswith("/bulk"):
            media = operation["requestBody"]["content"]["application/json"]
            accepts(document, media["schema"]["$ref"].rpartition("/")[2], media["example"])
            told = operation["responses"]["200"]
            accepts(document, "BulkAnswer", told["content"]["application/json"]["example"])
            assert RATES.items() <= told["headers"].items()
            seen += 1
    assert seen > 5


def test_the_actions_are_those_that_the_reader_may_take(app: Flask) -> None:
    with app.app_context():
        of_buyer = openapi.build(registry.current(), "buyer")
        of_manager = openapi.build(registry.current(), "manager")
    assert "/api/v1/store/bulk" not in of_buyer["paths"]
    actions = of_manager["components"]["schemas"]["StoreBulk"]["discriminator"]["mapping"]
    assert list(actions) == ["create", "update", "upsert", "delete"]


def test_real_answers_fit(document: Json, api: Callable[..., Api], shop: Shop) -> None:
    program = api("manager")
    rows = [{"code": "N1", "name": "x"}, {"code": "S1", "name": "y"}]
    for atomic, schema in ((False, "BulkAnswer"), (True, "BulkProblem")):
        body = {"action": "create", "rows": rows, "atomic": atomic, "dry_run": True}
        accepts(document, "StoreBulk", body)
        accepts(document, schema, program.post("/store/bulk", body).get_json())
    wrong = program.post("/store/bulk", {"action": "create"})
    accepts(document, "BulkProblem", wrong.get_json())
