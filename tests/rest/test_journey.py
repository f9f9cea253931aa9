"""An integrator's whole journey: log in, look up, create, read, change, take a sale through its states."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.rest.conftest import Api, Shop

pytestmark = pytest.mark.database


def test_an_integrator_takes_a_sale_from_login_to_delivery(
    api: Callable[..., Api], shop: Shop
) -> None:
    program = api(user=shop.clerk_user)

    me = program.get("/me").get_json()
    assert [role["name"] for role in me["roles"]] == ["clerk"]
    assert me["values"] == {"clerk": shop.clerk, "buyer": None, "stores": [shop.here]}
    assert "create" in me["entities"]["sale"]

    buyer = program.items("/buyer?phone=13800138000")[0]
    article = program.items("/article?name__starts=lam&fields=name,price")[0]
    assert article == {"id": shop.article, "version": 1, "name": "Lamp", "price": "120.50"}

    created = program.post(
        "/sale?expand=lines",
        {
            "store": shop.here,
            "buyer": buyer["id"],
            "summary": "Two lamps",
            "lines": [{"article": article["id"], "count": "2", "price": "120.50"}],
        },
        headers={"Idempotency-Key": "order-4711"},
    )
    assert created.status_code == 201, created.text
    sale = created.get_json()
    address = created.headers["Location"].removeprefix("/api/v1")
    assert address == f"/sale/{sale['id']}"
    assert sale["goods"] == sale["total"] == "241.00"
    assert [line["amount"] for line in sale["lines"]] == ["241.00"]
    assert sale["state"] == "new"
    assert sale["buyer"] == {"id": shop.buyer, "title": "Wang"}

    read = program.get(address)
    assert read.status_code == 200
    tag = read.headers["ETag"]
    assert program.get(address, headers={"If-None-Match": tag}).status_code == 304

    changed = program.patch(address, {"delivery": True, "address": "5 Elm St"}, etag=tag)
    assert changed.status_code == 200, changed.text
    assert changed.headers["ETag"] != tag
    assert program.patch(address, {"summary": "Late"}, etag=tag).status_code == 412

    offered = program.get(f"{address}/transitions").get_json()
    assert offered["state"] == "new"
    pack = next(one for one in offered["items"] if one["name"] == "pack")
    assert pack["allowed"]
    assert pack["asks"] == ["clerk"]
    moved = program.post(f"{address}/transitions/pack", {"clerk": shop.clerk, "note": "today"})
    assert moved.status_code == 200, moved.text
    assert moved.get_json()["state"] == "packing"

    unfinished = program.post(f"{address}/transitions/deliver")
    assert unfinished.status_code == 422
    assert [error["field"] for error in unfinished.get_json()["errors"]] == ["solution"]
    done = program.post(f"{address}/transitions/deliver", {"solution": "handed over"})
    assert done.status_code == 200, done.text
    assert done.get_json()["state"] == "delivered"

    history = program.get(f"{address}/history").get_json()["items"]
    assert [event["action"] for event in history] == ["deliver", "pack", "update", "create"]
    assert history[1]["note"] == "today"
    assert history[1]["from_state"] == "new"
    assert history[2]["changes"]["address"] == {"old": None, "new": "5 Elm St"}
