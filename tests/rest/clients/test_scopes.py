"""Every scope over HTTP: never more than the user himself, and all that it names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.rest.conftest import Api, Shop

pytestmark = pytest.mark.database

Make = Callable[..., Api]


ADDRESSES = (
    "/sale", "/sale?expand=lines,store&sort=-id", "/sale?search=lamps&count=exact", "/sale/{sale}",
    "/sale/{sale}?expand=lines", "/sale/{sale}/history", "/sale/{sale}/transitions", "/sale/export",
    "/store?fields=name,code", "/store/{here}", "/buyer", "/buyer/{buyer}", "/article?price__gt=1",
    "/clerk", "/posting", "/sale_line", "/keyword?or=(name=a|name=b)", "/jobs/1", "/files/1",
)  # fmt: skip
WRITES = (
    ("/store/bulk", {"action": "create", "rows": [{"code": "N", "name": "n"}], "dry_run": True}),
    ("/store/bulk", {"action": "upsert", "key": ["code"], "rows": [{"code": "S1"}], "dry_run": True}),
    ("/sale/bulk", {"action": "transition", "transition": "pack", "rows": [{"id": 1, "clerk": 1}], "dry_run": True}),
    ("/sale/bulk", {"action": "delete", "rows": [{"id": 1}], "dry_run": True}),
    ("/sale", {"summary": "no store"}),
)  # fmt: skip


def asked(program: Api, shop: Shop, sale: int) -> dict[str, tuple[int, Any]]:
    """Address → status and body, without what differs between any two requests."""
    found = {}
    places = {"sale": sale, "here": shop.here, "buyer": shop.buyer}
    for address in ADDRESSES:
        answer = program.get(address.format(**places))
        found[address] = (answer.status_code, _plain(answer))
    for number, (address, body) in enumerate(WRITES):
        answer = program.post(address, body)
        found[f"{number} {address}"] = (answer.status_code, _plain(answer))
    document = program.get("/openapi.json")
    found["/openapi.json"] = (document.status_code, _plain(document))
    return found


def _plain(answer: Any) -> Any:
    body = answer.get_json(silent=True)
    if isinstance(body, dict):
        body.pop("request_id", None)
        for row in body.get("results", ()):
            if row["status"] == 201:
                # PostgreSQL does not give the number of a rehearsed record again.
                del row["id"]
        return body
    return answer.text


@pytest.mark.parametrize("role", ["manager", "clerk", "buyer", "auditor"])
def test_every_scope_is_the_user_himself_and_none_is_nobody(
    program: Callable[..., Api], api: Make, shop: Shop, sale: int, role: str
) -> None:
    users = {"clerk": shop.clerk_user, "buyer": shop.buyer_user}
    person = api(role, user=users.get(role))
    whole = asked(person, shop, sale)
    assert asked(program(role, "*:*", user=person.user), shop, sale) == whole
    nothing = asked(program(role, "keyword:delete", user=person.user), shop, sale)
    del nothing["/openapi.json"]
    for address, (status, body) in nothing.items():
        if "bulk" in address and status < 400:
            assert all(row["status"] in (403, 404) for row in body["results"])
        else:
            assert status in (403, 404, 422), (address, status)
            assert "items" not in body


def test_scopes_of_reading_read_all_and_write_nothing(
    program: Callable[..., Api], api: Make, shop: Shop, sale: int
) -> None:
    person = api("manager")
    whole = asked(person, shop, sale)
    reading = asked(program("manager", "*:read", user=person.user), shop, sale)
    for address, (status, body) in reading.items():
        if address[0].isdigit():
            assert status in (200, 403, 422)
            for row in body.get("results", ()):
                assert row["status"] in (403, 404, 422, 424), (address, row)
        elif address.endswith("/transitions"):
            assert not any(step["allowed"] for step in body["items"])
        elif address not in ("/sale/export", "/openapi.json"):
            assert (status, body) == whole[address], address
