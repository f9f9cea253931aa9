"""A rule of the schema holds on every way by which its record can change, not only where somebody thought of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import AppError
from tests.sample.models import Sale, SaleLine
from tests.security.conftest import Api, Shop, Snapshot, send
from tests.support.people import People

pytestmark = pytest.mark.database

PAST = "2020-01-01T00:00:00Z"

# (what is sent over REST, what is sent by a form, the field that is told)
BROKEN: list[tuple[dict[str, Any], dict[str, str], str]] = [
    ({"promised_at": PAST}, {"promised_at": "2020-01-01T00:00"}, "promised_at"),
    ({"delivery": True}, {"delivery": "1"}, "address"),
    ({"summary": ""}, {"summary": ""}, "summary"),
    ({"summary": "x" * 121}, {"summary": "x" * 121}, "summary"),
    ({"summary": None}, {"summary": "   "}, "summary"),
    ({"level": "huge"}, {"level": "huge"}, "level"),
    ({"store": 999_999}, {"store": "999999"}, "store"),
    ({"lines": [{"article": 1, "count": "-1", "price": "1"}]},
     {"lines-0-article": "1", "lines-0-count": "-1", "lines-0-price": "1"}, "lines.0.count"),
    ({"lines": [{"article": 999_999, "count": "1", "price": "1"}]},
     {"lines-0-article": "999999", "lines-0-count": "1", "lines-0-price": "1"}, "lines.0.article"),
    ({"lines": [{"article": 1, "count": "1"}]},
     {"lines-0-article": "1", "lines-0-count": "1", "lines-0-price": ""}, "lines.0.price"),
]  # fmt: skip


@pytest.fixture
def clerk(app: Flask, people: People, shop: Shop) -> FlaskClient:
    return people.browser(app, shop.clerk_user)


def test_a_rule_holds_for_a_new_record_a_changed_one_and_its_lines_on_every_surface(
    api: Callable[..., Api],
    clerk: FlaskClient,
    shop: Shop,
    sale: int,
    ctx: Context,
    snapshot: Callable[..., Snapshot],
) -> None:
    program = api(user=shop.clerk_user)
    tag = program.get(f"/sale/{sale}").headers["ETag"]
    before = snapshot()
    for body, form, field in BROKEN:
        new = {"store": shop.here, "summary": "New"}
        for answer in (
            program.post("/sale", {**new, **body}),
            program.patch(f"/sale/{sale}", body, etag=tag),
        ):
            assert answer.status_code == 422, (body, answer.text)
            told = [error["field"] for error in answer.get_json()["errors"]]
            assert field in told or (field == "promised_at" and told), (body, told)
        plain = {"lines-present": "1", "store": str(shop.here), "summary": "New", "level": "normal"}
        for path in ("/sale/add", f"/sale/edit/{sale}"):
            answer = send(clerk, path, **{**plain, **form})
            assert answer.status_code == 422, (path, form)
        for act in (
            lambda body=body, new=new: records.create(ctx, Sale, {**new, **body}),
            lambda body=body: records.update(ctx, Sale, sale, body),
        ):
            with pytest.raises(AppError):
                act()
    assert snapshot() == before


def test_a_rule_of_a_line_holds_on_the_lines_own_pages(
    clerk: FlaskClient, shop: Shop, sale: int, ctx: Context, snapshot: Callable[..., Snapshot]
) -> None:
    line = ctx.session.query(SaleLine).filter_by(sale_id=sale).one().id
    good = {"sale": str(sale), "article": str(shop.article), "count": "1", "price": "1"}
    before = snapshot()
    for wrong in (
        {"count": "-1"},
        {"count": ""},
        {"article": "999999"},
        {"price": "1e99"},
        {"sale": ""},
    ):
        for path in ("/sale_line/add", f"/sale_line/edit/{line}"):
            answer = send(clerk, path, **{**good, **wrong})
            taken = "sale" in wrong and "edit" in path
            assert answer.status_code in ((302, 422) if taken else (422,)), (path, wrong)
    assert snapshot()["sale_line"] == before["sale_line"]


def test_a_step_asks_for_the_right_the_state_the_condition_and_the_votes_on_every_surface(
    api: Callable[..., Api],
    clerk: FlaskClient,
    shop: Shop,
    sale: int,
    ctx: Context,
    snapshot: Callable[..., Snapshot],
) -> None:
    program = api(user=shop.clerk_user)
    steps: list[tuple[str, dict[str, Any], tuple[int, ...]]] = [
        ("deliver", {"solution": "x"}, (403, 409, 422)),  # not in this state
        ("close", {}, (403, 409)),  # not his
        ("release", {}, (403, 409)),  # not his, and not in this state
        ("pack", {"clerk": None}, (422,)),  # needs a clerk
        ("pack", {"clerk": 999_999}, (422,)),
        ("pack", {"clerk": shop.clerk, "store": shop.there}, (422,)),  # asks for nothing else
        ("pack", {"clerk": shop.clerk, "state": "closed"}, (422,)),
        ("hold", {}, (403, 409, 422)),
    ]
    before = snapshot()
    for name, body, statuses in steps:
        answer = program.post(f"/sale/{sale}/transitions/{name}", body)
        assert answer.status_code in statuses, (name, body, answer.text)
        if "store" in body or "state" in body:
            continue  # a form has no such control: see the test of what is not on the form
        sent = {key: str(value or "") for key, value in body.items()}
        page = send(clerk, f"/sale/transition/{sale}/{name}", **sent)
        assert page.status_code in (*statuses, 404), (name, body, page.status_code)
    assert snapshot() == before
    records.update(
        ctx, Sale, sale, {"lines": [{"article": shop.article, "count": 100, "price": 100}]}
    )
    records.transition(ctx, Sale, sale, "pack", {"clerk": shop.clerk})
    ctx.session.rollback()
    before = snapshot()
    over = program.post(f"/sale/{sale}/transitions/deliver", {"solution": "x"})
    assert over.status_code in (409, 422), over.text
    assert send(clerk, f"/sale/transition/{sale}/deliver", solution="x").status_code in (409, 422)
    held = program.post(f"/sale/{sale}/transitions/hold", {})
    assert (held.status_code, held.get_json()["errors"][0]["field"]) == (422, "note")
    assert send(clerk, f"/sale/transition/{sale}/hold", _note="  ").status_code == 422
    assert snapshot() == before


def test_a_posted_voucher_is_changed_on_no_surface(
    api: Callable[..., Api], app: Flask, people: People, snapshot: Callable[..., Snapshot]
) -> None:
    cashier = api("cashier")
    made = cashier.post("/posting", {"amount": "10"})
    assert made.status_code == 201, made.text
    id = made.get_json()["id"]
    browser = people.browser(app, cashier.user)
    before = snapshot()
    for method in ("PATCH", "DELETE", "PUT"):
        answer = cashier.send(
            method, f"/posting/{id}", json={"amount": "1"}, headers={"If-Match": '"1"'}
        )
        assert answer.status_code == 405, method
    for path in (f"/posting/edit/{id}", f"/posting/delete/{id}"):
        assert browser.get(path).status_code == 403, path
        assert send(browser, path, amount="1", day="2020-01-01").status_code == 403, path
    assert snapshot() == before
