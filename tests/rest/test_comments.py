"""Over REST the staff say about a record what they say on its page, and read its story; residents and narrow programs do not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import records
from app.runtime.clients import manage
from app.runtime.comments import write
from app.runtime.context import Context
from app.runtime.system import AuditLog
from tests.rest.conftest import Api, Shop
from tests.sample.models import Posting


def said(program: Api, sale: int) -> list[str]:
    return [one["text"] for one in program.items(f"/sale/{sale}/comments")]


def test_a_comment_is_written_read_corrected_and_taken_back(
    api: Callable[..., Api], sale: int
) -> None:
    me, other = api("manager"), api("manager")
    made = me.post(f"/sale/{sale}/comments", {"text": " First. "})
    assert made.status_code == 201, made.text
    one = made.get_json()
    place = made.headers["Location"].removeprefix("/api/v1")
    assert (one["text"], one["author"]["id"], one["missed"]) == ("First.", me.user, [])
    assert me.get(place).get_json()["may_edit"] is True
    assert other.get(place).get_json()["may_delete"] is False
    assert me.patch(place, {"text": "Second."}).get_json()["edited_at"] is not None
    assert said(other, sale) == ["Second."]
    assert other.patch(place, {"text": "Not mine."}).status_code == 404
    assert other.delete(place).status_code == 404
    assert me.delete(place).status_code == 204
    (left,) = other.items(f"/sale/{sale}/comments")
    assert (left["text"], left["deleted_at"] is None) == ("", False)
    assert me.patch(place, {"text": "Again."}).status_code == 404


def test_an_at_calls_a_colleague_and_the_answer_names_whom_it_missed(
    api: Callable[..., Api], shop: Shop, sale: int
) -> None:
    me, other = api("manager"), api("manager")
    name = other.get("/me").get_json()["username"]
    sent = me.post(f"/sale/{sale}/comments", {"text": f"@{name} @nobody.here look"}).get_json()
    assert sent["missed"] == ["nobody.here"]
    (told,) = other.items("/notifications?kind=comment")
    assert (told["entity"], told["record"], told["read_at"]) == ("sale", sale, None)


@pytest.mark.database
def test_what_is_sent_twice_about_a_comment_happens_once(
    api: Callable[..., Api], ctx: Context, sale: int
) -> None:
    me = api("manager")
    place = f"/sale/{sale}/comments"
    made = _twice(me, "POST", place, json={"text": "Once."})
    place = f"{place}/{made['id']}"
    assert _twice(me, "PATCH", place, json={"text": "Once more."})["text"] == "Once more."
    assert said(me, sale) == ["Once more."]
    _twice(me, "DELETE", place)
    ctx.session.rollback()
    acts = ctx.session.scalars(sa.select(AuditLog.action).where(AuditLog.action.like("comment:%")))
    assert list(acts) == [write.ADD, write.EDIT, write.DELETE]


def _twice(me: Api, method: str, place: str, **given: Any) -> Any:
    key = {"Idempotency-Key": method}
    first, again = (me.send(method, place, headers=key, **given) for _ in range(2))
    assert first.status_code == again.status_code < 300
    assert first.data == again.data
    assert again.headers["Idempotent-Replayed"] == "true"
    return first.get_json() if first.data else None


def test_a_bad_comment_is_refused_at_its_field(api: Callable[..., Api], sale: int) -> None:
    me = api("manager")
    for body, field in (
        ({"text": "  "}, "text"),
        ({"text": 7}, "text"),
        ({}, "text"),
        ({"text": "x" * (write.LONGEST + 1)}, "text"),
        ({"text": "x", "colour": "red"}, "colour"),
    ):
        refused = me.post(f"/sale/{sale}/comments", body)
        assert (refused.status_code, refused.get_json()["errors"][0]["field"]) == (422, field)
    assert said(me, sale) == []


@pytest.mark.database
def test_comments_come_in_pages_that_miss_and_repeat_nothing(
    api: Callable[..., Api], sale: int
) -> None:
    me = api("manager")
    for number in range(5):
        me.post(f"/sale/{sale}/comments", {"text": f"Number {number}"})
    found: list[str] = []
    cursor = ""
    while True:
        page = me.get(f"/sale/{sale}/comments?limit=2{cursor}").get_json()
        found += [one["text"] for one in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert found == [f"Number {number}" for number in (4, 3, 2, 1, 0)]
    for wrong in ("limit=0", "cursor=x", "limit=2&limit=2", "colour=red"):
        assert me.get(f"/sale/{sale}/comments?{wrong}").status_code == 400, wrong


@pytest.mark.database
def test_residents_strangers_and_narrow_programs_say_and_hear_nothing(
    api: Callable[..., Api], ctx: Context, app: Any, shop: Shop, sale: int
) -> None:
    manager = api("manager")
    one = manager.post(f"/sale/{sale}/comments", {"text": "Between us."}).get_json()["id"]
    stranger, resident = api("cashier"), api(user=shop.buyer_user)
    assert stranger.get(f"/sale/{sale}/comments").status_code == 404
    assert stranger.post(f"/sale/{sale}/comments", {"text": "Hello"}).status_code == 404
    assert said(resident, sale) == []
    for outsider in (stranger, resident):
        assert outsider.get(f"/sale/{sale}/comments/{one}").status_code == 404
        assert outsider.patch(f"/sale/{sale}/comments/{one}", {"text": "Mine"}).status_code == 404
        assert outsider.delete(f"/sale/{sale}/comments/{one}").status_code == 404
    article = f"/article/{shop.article}/comments"
    assert resident.get(article).status_code == 404
    assert resident.post(article, {"text": "Hello"}).status_code == 404
    reader = _program(ctx, app, manager, "sale:read")
    assert said(reader, sale) == ["Between us."]
    refused = reader.post(f"/sale/{sale}/comments", {"text": "Hello"})
    assert (refused.status_code, refused.get_json()["code"]) == (403, "client_scope")
    assert reader.delete(f"/sale/{sale}/comments/{one}").status_code == 403
    writer = _program(ctx, app, manager, "sale:read", "sale:update")
    assert writer.post(f"/sale/{sale}/comments", {"text": "Hello"}).status_code == 201
    blind = _program(ctx, app, manager, "store:read")
    assert blind.get(f"/sale/{sale}/comments").status_code == 404


def test_a_comment_that_is_shown_in_the_portal_is_answered_there_over_rest_too(
    api: Callable[..., Api], shop: Shop, sale: int
) -> None:
    me, resident = api("manager"), api(user=shop.buyer_user)
    place = f"/sale/{sale}/comments"
    shown = me.post(place, {"text": "On Wednesday.", "in_portal": True}).get_json()
    me.post(place, {"text": "A difficult one."})
    name = me.get("/me").get_json()["username"]
    answer = resident.post(place, {"text": f"Fine. @{name} @nobody"}).get_json()
    assert (shown["in_portal"], answer["in_portal"], answer["missed"]) == (True, True, [])
    assert said(resident, sale) == [f"Fine. @{name} @nobody", "On Wednesday."]
    refused = me.post(f"/store/{shop.here}/comments", {"text": "x", "in_portal": True})
    assert (refused.status_code, refused.get_json()["errors"][0]["field"]) == (422, "in_portal")
    assert me.patch(f"{place}/{shown['id']}", {"in_portal": False}).status_code == 422


def _program(ctx: Context, app: Any, person: Api, *scopes: str) -> Api:
    name = person.get("/me").get_json()["username"]
    with records.writing(ctx):
        _, text = manage.create(ctx, manage.Wanted(" ".join(scopes), name, scopes))
    return Api(app.test_client(use_cookies=False), text, person.user)


def test_a_comment_belongs_to_its_record(api: Callable[..., Api], shop: Shop, sale: int) -> None:
    me = api("manager")
    other = me.post("/sale", {"store": shop.here, "summary": "Another"}).get_json()["id"]
    one = me.post(f"/sale/{sale}/comments", {"text": "Here."}).get_json()["id"]
    for place in (f"/sale/{other}/comments/{one}", f"/store/{shop.here}/comments/{one}"):
        assert me.get(place).status_code == 404
        assert me.delete(place).status_code == 404


def test_the_timeline_tells_acts_comments_and_messages_in_one_order(
    api: Callable[..., Api], shop: Shop, sale: int
) -> None:
    me, other = api("manager"), api("manager")
    name = other.get("/me").get_json()["username"]
    me.post(f"/sale/{sale}/comments", {"text": f"@{name} pack it"})
    me.post(f"/sale/{sale}/transitions/pack", {"clerk": shop.clerk})
    items = me.items(f"/sale/{sale}/timeline")
    told = [(one["kind"], one[one["kind"]]) for one in items]
    assert [kind for kind, _ in told if kind != "message"] == ["act", "comment", "act"]
    assert told[0][1]["to_state"] == "packing"
    assert next(one for kind, one in told if kind == "comment")["text"] == f"@{name} pack it"
    about = next(one for kind, one in told if kind == "message")
    assert about["about"] == "Comments"
    first = me.get(f"/sale/{sale}/timeline?limit=1").get_json()
    older = me.get(f"/sale/{sale}/timeline?limit=50&cursor={first['next']}").get_json()
    assert first["items"] + older["items"] == items
    assert me.get(f"/sale/{sale}/timeline?cursor=7").status_code == 400


def test_a_resident_reads_the_acts_of_his_own_record_alone(
    api: Callable[..., Api], shop: Shop, sale: int
) -> None:
    me = api("manager")
    me.post(f"/sale/{sale}/comments", {"text": "Between us."})
    resident = api(user=shop.buyer_user)
    told = resident.get(f"/sale/{sale}/timeline")
    assert {one["kind"] for one in told.get_json()["items"]} == {"act"}
    assert "Between us." not in told.text
    assert "difficult" not in told.text
    assert api("buyer").get(f"/sale/{sale}/timeline").status_code == 404


@pytest.mark.database
def test_the_trail_shows_what_came_of_a_record_as_far_as_one_may_see(
    api: Callable[..., Api], ctx: Context, shop: Shop, sale: int
) -> None:
    with records.writing(ctx):
        posting = records.create(ctx, Posting, {"sale": sale, "amount": "5"}).id
    me = api("auditor")
    found = me.get(f"/sale/{sale}/trail").get_json()
    stops = {(one["entity"], one["id"]): one for one in found["items"]}
    assert stops[("sale", sale)]["here"] is True
    assert stops[("posting", posting)]["causes"] == [{"entity": "sale", "id": sale}]
    assert found["more"] is False
    clerk = api(user=shop.clerk_user)
    assert [one["entity"] for one in clerk.items(f"/sale/{sale}/trail")] == ["sale"]
    assert api(user=shop.buyer_user).get(f"/sale/{sale}/trail").status_code == 403
    assert api("clerk").get(f"/sale/{sale}/trail").status_code == 404


@pytest.mark.database
def test_the_history_still_knows_of_no_comment(
    api: Callable[..., Api], ctx: Context, sale: int
) -> None:
    me = api("manager")
    me.post(f"/sale/{sale}/comments", {"text": "Between us."})
    assert [one["action"] for one in me.items(f"/sale/{sale}/history")] == ["create"]
    ctx.session.rollback()
    acts = ctx.session.scalars(sa.select(AuditLog.action).where(AuditLog.action == write.ADD))
    assert len(list(acts)) == 1
