"""Every address with an id of somebody else's row answers as if there were no such row, and changes nothing."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from app.runtime import query, records
from app.runtime.context import Context
from app.runtime.system import Notification
from tests.sample.models import Article, Sale, SaleLine
from tests.security.conftest import Api, Shop, Snapshot, token_of
from tests.support.people import People
from tests.support.pictures import PNG

pytestmark = pytest.mark.database

NAMES = {"transition": ("pack", "refund", "nothing"), "reject": ("release", "nothing"),
         "related": ("lines", "nothing"), "lookup": ()}  # fmt: skip
NO_IDS = ("0", "999999", str(2**63 - 1), str(2**63), "9" * 40)


@pytest.fixture
def far(ctx: Context, shop: Shop) -> int:
    """A sale of the store in which the clerk does not work, and which is no buyer's."""
    line = {"article": shop.article, "count": "1", "price": "7"}
    values = {"store": shop.there, "summary": "Far away", "clerk": shop.clerk, "lines": [line]}
    return int(records.create(ctx, Sale, values).id)


@pytest.fixture
def clerk(app: Flask, people: People, shop: Shop) -> FlaskClient:
    return people.browser(app, shop.clerk_user)


def addresses(app: Flask, screen: str, id: str) -> Iterator[tuple[str, Rule]]:
    """Every address of a screen that takes a record's id, filled in."""
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(f"/{screen}/") and "pk" in rule.arguments:
            address = rule.rule.replace("<int:pk>", id)
            last = rule.endpoint.rpartition(".")[2]
            for name in NAMES.get(last, ("x",)) if "name" in rule.arguments else ("",):
                yield address.replace("<name>", name), rule


def test_every_page_of_a_foreign_row_is_not_found_however_it_is_asked(
    app: Flask, clerk: FlaskClient, far: int, sale: int, snapshot: Callable[..., Snapshot]
) -> None:
    token, before, seen = token_of(clerk), snapshot(), 0
    for id in (str(far), *NO_IDS):
        for address, rule in addresses(app, "sale", id):
            for method in sorted({"GET", "POST"} & set(rule.methods or ())):
                data = {"csrf_token": token, "summary": "pwned", "_version": "1", "reason": "pwned",
                        "fields": "phone", "clerk": "1", "solution": "pwned", "_note": "pwned"}  # fmt: skip
                answer = clerk.open(address, method=method, data=data if method == "POST" else None)
                # A right that the role has on no row at all is refused before the row is looked for.
                never = "/delete/" in address and int(id) < 2**63
                assert answer.status_code == (403 if never else 404), (method, address, answer.text)
                assert "Far away" not in answer.text
                assert "pwned" not in answer.text
                seen += 1
    assert seen > 60
    assert snapshot() == before
    assert clerk.get(f"/sale/show/{sale}").status_code == 200, "his own is there"


def test_every_resource_of_a_foreign_row_is_not_found_however_it_is_asked(
    api: Callable[..., Api], shop: Shop, far: int, snapshot: Callable[..., Snapshot]
) -> None:
    before = {}
    for program in (api(user=shop.clerk_user), api(user=shop.buyer_user)):
        before = snapshot()
        for id in (str(far), *NO_IDS):
            for method, path, body in (
                ("GET", f"/sale/{id}", None),
                ("GET", f"/sale/{id}?expand=lines,store,clerk", None),
                ("GET", f"/sale/{id}/history", None),
                ("GET", f"/sale/{id}/transitions", None),
                ("PATCH", f"/sale/{id}", {"summary": "pwned"}),
                ("DELETE", f"/sale/{id}", None),
                ("POST", f"/sale/{id}/transitions/pack", {"clerk": shop.clerk}),
                ("POST", f"/sale/{id}/transitions/refund", {}),
                ("POST", f"/sale/{id}/transitions/release/reject", {"note": "pwned"}),
                ("POST", f"/sale/{id}/reveal", {"fields": ["phone"], "reason": "curious"}),
            ):
                given = {} if body is None else {"json": body}
                answer = program.send(method, path, headers={"If-Match": '"1"'}, **given)
                assert answer.status_code in (404, 405), (method, path, answer.text)
                assert answer.status_code == 404 or "reveal" in path
                assert "Far away" not in answer.text
        for asked in (f"id={far}", f"id__in={far},999", "store.name=West", "summary=Far%20away",
                      "search=Far", f"or=(id={far})", f"or=(id={far}|id__gt=0)"):  # fmt: skip
            answer = program.get(f"/sale?{asked}&count=exact")
            assert answer.status_code == 200, (asked, answer.text)
            assert str(far) not in [str(item["id"]) for item in answer.get_json()["items"]]
            assert "Far away" not in answer.text
    assert snapshot() == before


def test_a_picker_a_related_list_and_a_filter_show_no_foreign_row(
    clerk: FlaskClient, far: int, shop: Shop
) -> None:
    for address in (
        "/posting/lookup/sale?q=Far",
        "/sale_line/lookup/sale?q=Far",
        f"/sale/list/?id={far}",
        "/sale/list/?q=Far",
        f"/sale/list/?store={shop.there}",
        f"/sale_line/list/?sale={far}",
        f"/sale_line/add?sale={far}",
        f"/sale/add?above={far}",
    ):
        assert "Far away" not in clerk.get(address).text, address


def test_a_foreign_row_cannot_be_pointed_to(
    api: Callable[..., Api], shop: Shop, far: int, ctx: Context, snapshot: Callable[..., Snapshot]
) -> None:
    """Whoever may not read a row may not hang his own on it, and does not learn from the answer whether it is there."""
    program = api("cashier")
    before = snapshot()
    answers = [
        program.post("/posting", {"sale": id, "amount": "1"}) for id in (far, 999_999, 2**63 - 1)
    ]
    assert {answer.status_code for answer in answers} == {422}
    told = [answer.get_json()["errors"] for answer in answers]
    assert told[0] == told[1] == told[2]
    assert snapshot() == before


def test_a_file_of_somebody_else_is_not_opened_taken_or_moved(
    api: Callable[..., Api], app: Flask, people: People, shop: Shop, ctx: Context, far: int
) -> None:
    owner, thief = api("manager"), api(user=shop.clerk_user)
    sent = owner.send(
        "POST", "/files", data={"file": (io.BytesIO(PNG), "a.png"), "kind": "signature"},
        content_type="multipart/form-data",
    )  # fmt: skip
    file = sent.get_json()["id"]
    browser = people.browser(app, shop.clerk_user)
    token = token_of(browser)
    for id in (str(file), *NO_IDS):
        assert thief.get(f"/files/{id}").status_code == 404
        assert browser.get(f"/files/{id}").status_code == 404
        for field, value in (("picture", id), ("pictures", id), ("manual", id)):
            answer = browser.post(
                f"/article/edit/{shop.article}",
                data={"csrf_token": token, field: value, "name": "Lamp", "_version": "1"},
            )
            assert answer.status_code == 422, (field, value, answer.text)
    assert query.get(ctx, Article, shop.article)["picture"] is None
    ctx.session.rollback()
    tag = owner.get(f"/sale/{far}").headers["ETag"]
    assert owner.patch(f"/sale/{far}", {"signed": file}, etag=tag).status_code == 200
    assert owner.get(f"/files/{file}").status_code == 200
    assert thief.get(f"/files/{file}").status_code == 404, "a file of a foreign record"
    assert browser.get(f"/files/{file}").status_code == 404


def test_a_message_a_job_and_a_session_of_somebody_else_are_not_there(
    app: Flask, clerk: FlaskClient, people: People, ctx: Context, shop: Shop, login: Any
) -> None:
    from app.runtime import notify

    notify.template("security.told", zh="秘密 {what}", en="Secret {what}")
    other = people.user("manager")
    with records.writing(ctx):
        ctx.notify([other], "security.told", what="Far away")
    message = ctx.session.query(Notification).filter_by(recipient_id=other).one()
    token = token_of(clerk)
    for id in (str(message.id), *NO_IDS):
        assert clerk.get(f"/m/{id}").status_code == 404, id
        for path in (
            f"/jobs/{id}",
            f"/users/access/{id}",
            f"/users/edit/{id}",
            f"/roles/show/{id}",
        ):
            assert clerk.get(path).status_code in (403, 404), path
        for path in (f"/jobs/{id}/retry", f"/jobs/{id}/cancel", f"/users/edit/{id}"):
            answer = clerk.post(path, data={"csrf_token": token})
            assert answer.status_code in (403, 404), path
    ctx.session.rollback()
    assert ctx.session.get_one(Notification, message.id, populate_existing=True).read_at is None
    administrator = login("sysadmin")
    for id in NO_IDS:
        for path in (f"/jobs/{id}", f"/users/access/{id}", f"/users/edit/{id}", f"/roles/show/{id}"):  # fmt: skip
            assert administrator.get(path).status_code == 404, path


def test_a_line_of_a_foreign_sale_is_not_reached_through_its_own_pages(
    api: Callable[..., Api], clerk: FlaskClient, far: int, sale: int, ctx: Context, shop: Shop,
    snapshot: Callable[..., Snapshot],
) -> None:  # fmt: skip
    """The sample opens every line to every clerk; what a line says of its sale stays hidden, and it is not moved to one."""
    line = ctx.session.query(SaleLine).filter_by(sale_id=far).one()
    page = clerk.get(f"/sale_line/show/{line.id}")
    assert page.status_code == 200
    assert "Far away" not in page.text
    mine = ctx.session.query(SaleLine).filter_by(sale_id=sale).one()
    before = snapshot()
    answer = clerk.post(
        f"/sale_line/edit/{mine.id}",
        data={"csrf_token": token_of(clerk), "sale": str(far), "article": str(shop.article), "count": "1", "price": "1", "_version": "1"},
    )  # fmt: skip
    assert answer.status_code in (302, 422), answer.text
    ctx.session.rollback()
    assert ctx.session.get_one(SaleLine, mine.id, populate_existing=True).sale_id == sale
    assert snapshot()["sale"] == before["sale"] or answer.status_code == 302


def test_a_number_that_is_too_large_for_any_id_is_only_wrong(
    clerk: FlaskClient, login: Any, shop: Shop, sale: int, snapshot: Callable[..., Snapshot]
) -> None:
    """The database would break on it, on one machine, or Python, on another."""
    administrator, token = login("sysadmin"), token_of(clerk)
    before = snapshot()
    for number in (str(2**63), "9" * 30, "9" * 5000):
        for path in (f"/sale/list/?store={number}", f"/sale/list/?id={number}", f"/sale/list/?id__in=1,{number}",
                     f"/sale/list/?cursor={number}", f"/sale/list/?total__gte={number}"):  # fmt: skip
            assert clerk.get(path).status_code in (200, 400), path[:60]
        for path in (
            f"/sale/add?buyer={number}",
            f"/users/list/?page={number}",
            f"/jobs/?below={number}",
        ):
            browser = clerk if "sale" in path else administrator
            assert browser.get(path).status_code in (200, 400), path[:60]
        for values in ({"buyer": number}, {"store": number}, {"signed": number}, {"clerk": number}):  # fmt: skip
            data = {"csrf_token": token, "summary": "x", **values}
            assert clerk.post(f"/sale/edit/{sale}", data=data).status_code == 422, values
        for version in (number, f"-{number}"):
            data = {"csrf_token": token, "summary": "Two lamps", "_version": version}
            assert clerk.post(f"/sale/edit/{sale}", data=data).status_code in (302, 409, 422)
            data = {"csrf_token": token_of(administrator), "_version": version}
            assert administrator.post(f"/sale/delete/{sale}", data=data).status_code in (403, 404)
            data = {"csrf_token": token, "id": number}
            assert clerk.post("/me/sessions/end", data=data).status_code == 404
    assert snapshot() == before


def test_a_person_with_a_number_that_no_person_can_have_is_only_not_there(
    api: Callable[..., Api], login: Any, shop: Shop, snapshot: Callable[..., Snapshot]
) -> None:
    """People are numbered in 32 bits, records in 64: PostgreSQL breaks on the difference."""
    program, administrator = api("manager"), login("sysadmin")
    browser = login("manager")
    tag = program.get(f"/clerk/{shop.clerk}").headers["ETag"]
    before = snapshot()
    for id in (2**31, 2**40, 2**63 - 1):
        changed = program.patch(f"/clerk/{shop.clerk}", {"login": id}, etag=tag)
        assert (changed.status_code, changed.get_json()["errors"][0]["field"]) == (422, "login")
        for asked in (f"login={id}", f"login__in=1,{id}", f"created_by={id}", f"login__ne={id}"):
            assert program.get(f"/clerk?{asked}").status_code in (200, 400), asked
        assert browser.get(f"/clerk/list/?login={id}").status_code in (200, 400)
        assert browser.get(f"/store_role/add?user={id}").status_code in (200, 404)
        data = {"csrf_token": token_of(browser), "user": str(id), "store": str(shop.here)}
        assert browser.post("/store_role/add", data=data).status_code == 422
        for path in (f"/users/edit/{id}", f"/users/access/{id}"):
            assert administrator.get(path).status_code == 404
    assert snapshot() == before
