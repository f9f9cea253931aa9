"""A program enters the rooms of its user that its scopes name, each act by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.rest.conftest import Api, Shop

VIEW = {"entity": "sale", "name": "All"}
SUBSCRIPTION = {"report": "sales", "every": "day"}
ACTS: tuple[tuple[str, str, str, Any], ...] = (
    ("notifications:read", "GET", "/notifications", None),
    ("notifications:read", "GET", "/notifications/count", None),
    ("notifications:update", "POST", "/notifications/read", {}),
    ("notifications:update", "POST", "/notifications/1/read", {}),
    ("views:read", "GET", "/views", None),
    ("views:read", "GET", "/sale?view=1", None),
    ("views:create", "POST", "/views", VIEW),
    ("views:update", "PATCH", "/views/1", {"name": "Some"}),
    ("views:delete", "DELETE", "/views/1", None),
    ("manuals:read", "GET", "/manuals", None),
    ("manuals:read", "GET", "/manuals/sale", None),
    ("manuals:update", "POST", "/manuals/sale/read", {"version": 1}),
    ("subscriptions:read", "GET", "/subscriptions", None),
    ("subscriptions:create", "POST", "/subscriptions", SUBSCRIPTION),
    ("subscriptions:delete", "DELETE", "/subscriptions/1", None),
)


@pytest.mark.parametrize("room", ["notifications", "views", "manuals", "subscriptions"])
def test_each_act_of_a_room_needs_its_own_scope(
    program: Callable[..., Api], shop: Shop, room: str
) -> None:
    acts = [one for one in ACTS if one[0].startswith(f"{room}:")]
    scopes = {one[0] for one in acts}
    for scope in sorted(scopes):
        narrow = program("manager", "sale:read", scope)
        for needed, method, path, body in acts:
            answer = narrow.send(method, path, **({} if body is None else {"json": body}))
            refused = answer.status_code == 403 and answer.get_json()["code"] == "client_scope"
            assert refused == (needed != scope), (scope, method, path, answer.text)


def test_a_program_that_may_read_nothing_finds_nothing(program: Callable[..., Api]) -> None:
    blind = program("manager", "notifications:read").get("/search?q=lamp")
    assert blind.status_code == 403
    some = program("manager", "article:read").items("/search?q=lamp")
    assert {one["entity"] for one in some} <= {"article"}


def test_the_document_of_a_program_holds_what_its_scopes_allow(
    program: Callable[..., Api], shop: Shop
) -> None:
    """The same acts as above, and uploads, jobs and comments, which need scopes of their own as well."""
    further = [
        ("file:create", "POST", "/files", None),
        ("job:read", "GET", "/jobs/1", None),
        ("sale:update", "POST", "/sale/1/comments", None),
        ("sale:update", "PATCH", "/sale/1/comments/1", None),
        ("sale:update", "DELETE", "/sale/1/comments/1", None),
    ]
    acts = [*ACTS, *further]
    templates = {"/sale/1/comments/1": "/sale/{id}/comments/{comment}"}
    for given in (set(), {one[0] for one in acts}, {"views:read"}, {"manuals:update", "job:read"}):
        paths = program("manager", "sale:read", *given).get("/openapi.json").get_json()["paths"]
        assert "get" in paths["/api/v1/sale/{id}/comments"]
        for needed, method, path, _body in acts:
            if "?" not in path:
                plain = path.replace("/manuals/sale", "/manuals/{manual}").replace("/1", "/{id}")
                verbs = paths.get(f"/api/v1{templates.get(path, plain)}", {})
                assert (method.lower() in verbs) == (needed in given), (given, method, path)
