"""What tests of refusals look at: the problem document, and the fields that it names."""

from __future__ import annotations

from typing import Any

from tests.rest.conftest import Shop


def problem(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json"
    body: dict[str, Any] = answer.get_json()
    assert body["status"] == status
    assert {"type", "title", "status", "code", "detail", "errors"} <= body.keys()
    return body


def fields(answer: Any, status: int = 422) -> list[str]:
    return [error["field"] for error in problem(answer, status)["errors"]]


def good(shop: Shop, **changes: Any) -> dict[str, Any]:
    return {"store": shop.here, "summary": "Two lamps", **changes}
