"""Messages, saved views, the search over everything, manuals and subscriptions of whoever asks, over REST."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.runtime import notify, records, registry
from app.runtime.context import Context
from app.runtime.manual import versions
from tests.rest.conftest import Api, Shop
from tests.sample.models import Sale


def tell(ctx: Context, person: int, sale: int, number: int) -> None:
    with records.writing(ctx):
        notify.send(
            ctx, person, "comment.mention", record=ctx.session.get_one(Sale, sale),
            dedup_key=f"n{number}", who="Li", text=f"Number {number}",
        )  # fmt: skip


# -- notifications -----------------------------------------------------------------------------------


@pytest.mark.database
def test_messages_are_listed_counted_and_marked_as_read(
    api: Callable[..., Api], ctx: Context, sale: int
) -> None:
    me, other = api("manager"), api("manager")
    for number in range(3):
        tell(ctx, me.user, sale, number)
    tell(ctx, other.user, sale, 9)
    first = me.get("/notifications?limit=2").get_json()
    rest = me.get(f"/notifications?limit=2&cursor={first['next']}").get_json()
    items = first["items"] + rest["items"]
    assert [one["text"][-8:] for one in items] == ["Number 2", "Number 1", "Number 0"]
    assert rest["next"] is None
    assert {one["kind"] for one in items} == {"comment"}
    count = me.get("/notifications/count")
    assert count.get_json() == {"unread": 3, "more": False}
    tag = {"If-None-Match": count.headers["ETag"]}
    unchanged = me.get("/notifications/count", headers=tag)
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    one = me.post(f"/notifications/{items[0]['id']}/read")
    assert one.get_json()["read_at"] is not None
    assert me.get("/notifications/count", headers=tag).get_json()["unread"] == 2
    assert [row["id"] for row in me.items("/notifications?unread=true")] == [
        items[1]["id"],
        items[2]["id"],
    ]
    assert me.post("/notifications/read", {"ids": [items[1]["id"]]}).get_json()["unread"] == 1
    foreign = other.items("/notifications")[0]["id"]
    assert me.post(f"/notifications/{foreign}/read").status_code == 404
    assert me.post("/notifications/read", {"ids": [foreign]}).get_json()["unread"] == 1
    assert me.post("/notifications/read").get_json() == {"unread": 0, "more": False}
    assert other.get("/notifications/count").get_json()["unread"] == 1


def test_what_is_no_message_is_refused_by_name(api: Callable[..., Api]) -> None:
    me = api("manager")
    for wrong in ("unread=yes", "kind=nothing", "limit=0", "cursor=x", "a=1"):
        assert me.get(f"/notifications?{wrong}").status_code == 400, wrong
    for body in ({"ids": "all"}, {"ids": ["7"]}, {"ids": [1] * 201}, {"id": 7}):
        assert me.post("/notifications/read", body).status_code == 422, body


def test_a_message_is_read_once_whoever_repeats_the_request(
    api: Callable[..., Api], ctx: Context, sale: int
) -> None:
    me = api("manager")
    tell(ctx, me.user, sale, 1)
    key = {"Idempotency-Key": "read-1"}
    before = me.post("/notifications/read", {}, headers=key)
    tell(ctx, me.user, sale, 2)
    again = me.post("/notifications/read", {}, headers=key)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.data == before.data
    assert me.get("/notifications/count").get_json()["unread"] == 1


# -- saved views -------------------------------------------------------------------------------------

URGENT: dict[str, Any] = {
    "entity": "sale",
    "name": "Lamps",
    "filters": [{"key": "summary__contains", "value": "lamp"}],
    "sort": ["-id"],
    "columns": ["summary", "store.name"],
}


@pytest.fixture
def sales(api: Callable[..., Api], shop: Shop) -> Api:
    """A manager with three sales, two of them lamps."""
    me = api("manager")
    for summary in ("A lamp", "A chair", "Old lamp"):
        assert me.post("/sale", {"store": shop.here, "summary": summary}).status_code == 201
    return me


@pytest.mark.database
def test_a_view_is_saved_run_changed_and_deleted(sales: Api) -> None:
    made = sales.post("/views", URGENT)
    assert made.status_code == 201, made.text
    view = made.get_json()
    place = made.headers["Location"].removeprefix("/api/v1")
    assert sales.get(place).get_json() == view
    assert (view["shared"], view["may_change"], view["whole"]) == ("private", True, True)
    assert sales.items("/views") == sales.items("/views?entity=sale") == [view]
    assert sales.items("/views?entity=store") == []
    rows = sales.items(f"/sale?view={view['id']}")
    assert [one["summary"] for one in rows] == ["Old lamp", "A lamp"]
    assert set(rows[0]) == {"id", "version", "summary", "store"}
    more = sales.items(f"/sale?view={view['id']}&summary__starts=A&fields=summary&sort=id")
    assert [(one["summary"], "store" in one) for one in more] == [("A lamp", False)]
    lines = sales.get(f"/sale/export?view={view['id']}").text.strip().splitlines()
    assert len(lines) == 3
    first = sales.get(f"/sale?view={view['id']}&limit=1").get_json()
    second = sales.get(f"/sale?view={view['id']}&limit=1&cursor={first['next']}").get_json()
    assert [one["summary"] for one in second["items"]] == ["A lamp"]
    changed = sales.patch(place, {"filters": [], "search": "chair"}).get_json()
    assert (changed["name"], changed["filters"], changed["search"]) == ("Lamps", [], "chair")
    assert [one["summary"] for one in sales.items(f"/sale?view={view['id']}")] == ["A chair"]
    assert sales.delete(place).status_code == 204
    assert sales.get(f"/sale?view={view['id']}").status_code == 404


def test_a_view_that_cannot_be_asked_is_refused_at_its_field(sales: Api) -> None:
    for change, field in (
        ({"filters": [{"key": "colour", "value": "red"}]}, "filters"),
        ({"filters": ["state=new"]}, "filters"),
        ({"sort": ["colour"]}, "sort"),
        ({"columns": ["colour"]}, "columns"),
        ({"group": "summary:hour"}, "group"),
        ({"name": " "}, "name"),
        ({"shared": "world"}, "shared"),
        ({"shared": "roles", "roles": ["buyer"]}, "roles"),
        ({"entity": "nothing"}, "entity"),
        ({"colour": "red"}, "colour"),
        ({"columns": ["summary"] * 3 + [f"x{n}" for n in range(41)]}, "columns"),
    ):
        refused = sales.post("/views", {**URGENT, **change})
        fields = {one["field"] for one in refused.get_json()["errors"]}
        assert (refused.status_code, fields) == (422, {field}), change
    assert sales.items("/views") == []
    sales.post("/views", URGENT)
    twice = sales.post("/views", URGENT)
    assert twice.get_json()["errors"][0]["code"] == "unique"


def test_a_shared_view_shows_no_more_than_its_reader_may_see(
    api: Callable[..., Api], sales: Api, shop: Shop
) -> None:
    body = {**URGENT, "shared": "everybody"}
    hidden = {"key": "internal_note__contains", "value": "difficult"}
    open_one = sales.post("/views", body).get_json()["id"]
    closed = sales.post(
        "/views", {**body, "name": "Difficult", "filters": [hidden], "columns": ["internal_note"]}
    ).get_json()["id"]
    auditor, clerk = api("auditor"), api(user=shop.clerk_user)
    assert len(auditor.items(f"/sale?view={open_one}")) == 2
    assert clerk.get(f"/views/{open_one}").get_json()["may_change"] is False
    assert clerk.patch(f"/views/{open_one}", {"name": "Mine"}).status_code == 403
    assert clerk.delete(f"/views/{open_one}").status_code == 403
    told = auditor.get(f"/views/{closed}")
    assert (told.get_json()["filters"], told.get_json()["columns"]) == ([], [])
    assert told.get_json()["whole"] is False
    assert "internal_note" not in told.text
    refused = auditor.get(f"/sale?view={closed}")
    assert (refused.status_code, refused.get_json()["errors"][0]["field"]) == (400, "view")
    assert "internal_note" not in refused.text


def test_private_views_and_those_of_other_lists_are_not_there(
    api: Callable[..., Api], sales: Api, shop: Shop
) -> None:
    mine = sales.post("/views", URGENT).get_json()["id"]
    other = api("manager")
    assert other.get(f"/views/{mine}").status_code == 404
    closed = other.get(f"/sale?view={mine}", headers={"Accept-Language": "en"})
    assert closed.status_code == 404
    assert f"There is no view {mine} of this list" in closed.get_json()["detail"]
    assert sales.get(f"/store?view={mine}").status_code == 404
    assert sales.get("/sale?view=x").status_code == 400
    assert sales.get("/views?entity=nothing").status_code == 400
    resident = api(user=shop.buyer_user)
    assert resident.get("/views").status_code == 403
    assert resident.post("/views", URGENT).status_code == 403
    assert resident.get(f"/sale?view={mine}").status_code == 403


# -- search ------------------------------------------------------------------------------------------


@pytest.mark.database
def test_one_text_finds_records_of_every_resource_that_one_may_read(
    api: Callable[..., Api], sales: Api, shop: Shop
) -> None:
    groups = {one["entity"]: one for one in sales.items("/search?q=lamp&limit=1")}
    assert (groups["sale"]["count"], groups["sale"]["count_kind"]) == (2, "exact")
    assert len(groups["sale"]["items"]) == 1
    assert {"id", "title"} <= set(groups["sale"]["items"][0])
    assert [one["title"] for one in groups["article"]["items"]] == ["Lamp"]
    stranger = api("clerk")
    assert "sale" not in {one["entity"] for one in stranger.items("/search?q=lamp")}
    assert sales.items("/search?q=nothing+of+this+kind") == []
    for wrong in ("", "?q=", "?q=a&a=1", "?q=a&limit=21", "?q=a&q=b", f"?q={'x' * 101}"):
        assert sales.get(f"/search{wrong}").status_code == 400, wrong
    assert api(user=shop.buyer_user).get("/search?q=lamp").status_code == 403


# -- manuals -----------------------------------------------------------------------------------------


def test_a_manual_comes_as_data_and_is_said_to_be_read(
    api: Callable[..., Api],
) -> None:
    manager, clerk = api("manager"), api("clerk")
    shown = clerk.get("/manuals/sale")
    told = shown.get_json()
    assert told["version"] is None
    assert (told["due"], told["published"], told["shown"]) == (False, [], None)
    assert {one["name"] for one in told["steps"]} == {"hold"}
    assert {"heading", "table"} <= {one["kind"] for one in told["blocks"]}
    tag = {"If-None-Match": shown.headers["ETag"]}
    assert clerk.get("/manuals/sale", headers=tag).status_code == 304
    with Context.for_user(manager.user) as boss:
        versions.publish(boss, Sale)
    (listed,) = [one for one in clerk.items("/manuals") if one["entity"] == "sale"]
    assert (listed["version"], listed["stale"], listed["due"]) == (1, False, True)
    assert listed["digest"] == told["digest"]
    assert clerk.get("/manuals/sale", headers=tag).status_code == 200
    late = clerk.post("/manuals/sale/read", {"version": 2})
    assert (late.status_code, late.get_json()["code"]) == (409, "newer_version")
    done = clerk.post("/manuals/sale/read", {"version": 1}).get_json()
    assert done["due"] is False
    assert clerk.get("/manuals/sale").get_json()["read_at"] == done["read_at"] is not None
    assert clerk.get("/manuals/sale?version=1").get_json()["shown"]["number"] == 1
    assert clerk.get("/manuals/sale?version=2").status_code == 404
    assert clerk.get("/manuals/sale?colour=red").status_code == 400
    for body in ({}, {"version": "1"}, {"version": 1, "a": 1}):
        assert clerk.post("/manuals/sale/read", body).status_code == 422


def test_a_manual_is_closed_to_whom_its_page_is_closed(api: Callable[..., Api], shop: Shop) -> None:
    clerk, auditor, resident = api("clerk"), api("auditor"), api(user=shop.buyer_user)
    assert clerk.get("/manuals/posting").status_code == 403
    assert clerk.get("/manuals/nothing").status_code == 404
    assert resident.get("/manuals").status_code == 403
    assert resident.get("/manuals/sale").status_code == 403
    assert "internal_note" in clerk.get("/manuals/sale").text
    assert "internal_note" not in auditor.get("/manuals/sale").text


# -- subscriptions -----------------------------------------------------------------------------------


@pytest.mark.database
def test_a_report_is_subscribed_to_and_left(api: Callable[..., Api], shop: Shop) -> None:
    me, other = api("manager"), api("manager")
    body = {
        "report": "sales", "every": "week", "day": 2, "by_mail": True,
        "filters": [{"key": "store", "value": str(shop.here)}],
    }  # fmt: skip
    made = me.post("/subscriptions", body)
    assert made.status_code == 201, made.text
    one = made.get_json()
    assert {name: one[name] for name in body} == body
    assert (one["at"], me.items("/subscriptions")) == ("08:00", [one])
    place = made.headers["Location"].removeprefix("/api/v1")
    assert me.get(place).get_json() == one
    assert other.items("/subscriptions") == []
    assert (other.get(place).status_code, other.delete(place).status_code) == (404, 404)
    assert me.delete(place).status_code == 204
    assert me.items("/subscriptions") == []


def test_a_subscription_that_makes_no_sense_is_refused_at_its_field(
    api: Callable[..., Api], shop: Shop
) -> None:
    me = api("manager")
    good = {"report": "sales", "every": "day"}
    for change, field in (
        ({"report": "nothing"}, "report"),
        ({"every": "hour"}, "every"),
        ({"every": "month", "day": 31}, "day"),
        ({"at": "25:00"}, "at"),
        ({"by_mail": "yes"}, "by_mail"),
        ({"filters": [{"key": "colour", "value": "red"}]}, "filters"),
        ({"filters": [{"key": "from", "value": "2026-01-01"}]}, "filters"),
        ({"colour": "red"}, "colour"),
    ):
        refused = me.post("/subscriptions", {**good, **change})
        told = (refused.status_code, refused.get_json()["errors"][0]["field"])
        assert told == (422, field), change
    assert me.items("/subscriptions") == []
    assert me.post("/subscriptions", {**good, "report": "packing"}).status_code == 403
    assert api("cashier").post("/subscriptions", good).status_code == 403
    resident = api(user=shop.buyer_user)
    assert resident.get("/subscriptions").status_code == 403
    assert resident.post("/subscriptions", good).status_code == 403


def test_no_entity_can_take_the_name_of_a_room() -> None:
    from app.runtime.access.scopes import BESIDE
    from generator.naming import ROUTES

    rooms = set(BESIDE) - {"file", "job"}
    assert rooms <= ROUTES
    assert not any(registry.current().has(name) for name in rooms)
