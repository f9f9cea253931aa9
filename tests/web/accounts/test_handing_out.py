"""What is known of a person is handed out: to himself after his password, of a record by who may export and reveal it."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.runtime import jobs, records
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.privacy import parcels
from tests.accounts.conftest import audited
from tests.sample.models import Buyer, Clerk
from tests.support.people import PASSWORD, People
from tests.web.conftest import Shop
from tests.web.pages import visit

BANK = "6222020000001234"
CARD = "11010519491231002X"
WHY = "客户书面申请查阅"


@pytest.fixture
def li(shop: Shop, ctx: Context) -> int:
    """The clerk of the shop has a bank account, which he may not read on screens."""
    records.update(ctx, Clerk, shop.clerk, {"bank": BANK})
    return shop.clerk


@pytest.fixture
def keeper(login: Any, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A manager who may export and reveal buyers."""
    from app.runtime.policy import everything
    from tests.sample.buyer.policy import buyer_policy

    grants = {action: dict(given) for action, given in buyer_policy._grants.items()}
    monkeypatch.setattr(buyer_policy, "_grants", grants)
    buyer_policy.allow("export", manager=everything)
    buyer_policy.allow("reveal", manager=everything)
    browser: FlaskClient = login("manager")
    return browser


@pytest.fixture
def buyer(ctx: Context, shop: Shop) -> int:
    return int(
        records.create(ctx, Buyer, {"name": "李芳", "phone": "13800001111", "card": CARD}).id
    )


def opened(answer: TestResponse) -> dict[str, Any]:
    """The data of an archive that was downloaded."""
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        assert sorted(packed.namelist()) == ["data.html", "data.json"]
        assert "<script" not in packed.read("data.html").decode()
        told: dict[str, Any] = json.loads(packed.read("data.json"))
        return told


# -- one's own ----------------------------------------------------------------------------------------


@pytest.mark.database
def test_a_person_gets_his_account_and_his_record_after_the_password(
    clerk: FlaskClient, li: int, database: Database
) -> None:
    assert "/me/data" in visit(clerk, "/me/").links()
    told = opened(visit(clerk, "/me/data").send(current=PASSWORD).response)
    assert told["account"]["username"] == "clerk"
    assert told["sessions"]
    assert [(one["entity"], one["id"]) for one in told["records"]] == [("Clerk", li)]
    assert told["records"][0]["record"]["bank"] == BANK
    assert PASSWORD not in json.dumps(told)
    logged = audited(database, "privacy:export")
    assert [(row.entity, row.record_id) for row in logged] == [("clerk", li)]


def test_without_the_password_nothing_leaves(
    clerk: FlaskClient, li: int, database: Database
) -> None:
    page = visit(clerk, "/me/data")
    for wrong in ("", "wrong password"):
        refused = page.send(current=wrong)
        assert refused.status == 422
        assert BANK not in refused.response.text
    assert audited(database, "privacy:export") == []
    assert len(audited(database, "login_failed")) == 1


def test_guessing_the_password_here_locks_it_like_a_login(clerk: FlaskClient) -> None:
    page = visit(clerk, "/me/data")
    for _ in range(5):
        page.send(current="wrong password")
    assert page.send(current=PASSWORD).status == 422


def test_who_is_nobody_s_record_gets_his_account(login: Any, li: int) -> None:
    told = opened(visit(login("manager"), "/me/data").send(current=PASSWORD).response)
    assert told["records"] == []
    assert told["account"]["roles"] == ["manager"]


def test_much_is_made_by_a_job_and_fetched_by_who_asked_alone(
    app: Flask, people: People, clerk: FlaskClient, login: Any, li: int,
    data: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(parcels, "LARGE", 0)
    asked = visit(clerk, "/me/data").send(current=PASSWORD)
    assert (asked.status, asked.response.location) == (302, "/me/data")
    assert not [link for link in visit(clerk, "/me/data").links() if "/me/data/" in link]
    jobs.run_due()
    link = next(link for link in visit(clerk, "/me/data").links() if "/me/data/" in link)
    assert opened(clerk.get(link))["records"][0]["record"]["bank"] == BANK
    kept = list((data / "handouts").iterdir())
    assert len(kept) == 1
    assert b"PK" not in kept[0].read_bytes()[:4]
    assert kept[0].stat().st_mode & 0o077 == 0
    other = login("manager")
    assert other.get(link).status_code == 404
    assert app.test_client().get(link).status_code == 302
    assert clerk.get("/me/data/999999").status_code == 404


def test_what_nobody_fetched_goes_after_a_day(
    clerk: FlaskClient, li: int, data: Path, monkeypatch: pytest.MonkeyPatch, ctx: Context
) -> None:
    monkeypatch.setattr(parcels, "LARGE", 0)
    visit(clerk, "/me/data").send(current=PASSWORD)
    jobs.run_due()
    file = next((data / "handouts").iterdir())
    parcels.clear(ctx)
    assert file.exists()
    old = (ctx.now - dt.timedelta(hours=25)).timestamp()
    os.utime(file, (old, old))
    parcels.clear(ctx)
    assert not file.exists()
    assert not [link for link in visit(clerk, "/me/data").links() if "/me/data/" in link]


# -- somebody else's ----------------------------------------------------------------------------------


@pytest.mark.database
def test_who_may_export_and_reveal_hands_out_a_record_with_a_reason_and_the_password(
    keeper: FlaskClient, buyer: int, database: Database
) -> None:
    assert f"/buyer/handout/{buyer}" in visit(keeper, f"/buyer/show/{buyer}").links()
    page = visit(keeper, f"/buyer/handout/{buyer}")
    assert CARD not in page.text
    for given in ({"reason": "", "current": PASSWORD}, {"reason": WHY, "current": "wrong"}):
        assert page.send(**given).status == 422
    assert audited(database, "privacy:export") == []
    told = opened(page.send(reason=WHY, current=PASSWORD).response)
    assert told["record"]["card"] == CARD
    logged = audited(database, "privacy:export")
    assert [(row.record_id, (row.diff or {})["note"]) for row in logged] == [(buyer, WHY)]


def test_without_both_rights_there_is_neither_button_nor_page(
    login: Callable[..., FlaskClient], manager: FlaskClient, buyer: int, li: int
) -> None:
    for browser in (manager, login("clerk"), login("auditor")):
        assert f"/buyer/handout/{buyer}" not in visit(browser, f"/buyer/show/{buyer}").links()
        answer = visit(browser, f"/buyer/handout/{buyer}")
        assert answer.status in (403, 404)
        assert CARD not in answer.text
    assert visit(manager, "/store/handout/1").status == 404


def test_a_job_hands_out_with_the_rights_that_the_person_has_then(
    keeper: FlaskClient, buyer: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.sample.buyer.policy import buyer_policy

    monkeypatch.setattr(parcels, "LARGE", -1)
    visit(keeper, f"/buyer/handout/{buyer}").send(reason=WHY, current=PASSWORD)
    monkeypatch.setattr(buyer_policy, "_grants", {**buyer_policy._grants, "reveal": {}})
    jobs.run_due()
    assert not [link for link in visit(keeper, "/me/data").links() if "/me/data/" in link]


def test_the_button_stands_only_on_records_that_the_reader_may_hand_out(
    keeper: FlaskClient, buyer: int
) -> None:
    from tests.sample.buyer.policy import buyer_policy, own

    address = f"/buyer/handout/{buyer}"
    assert address in visit(keeper, f"/buyer/show/{buyer}").links()
    buyer_policy.allow("reveal", manager=own)
    assert address not in visit(keeper, f"/buyer/show/{buyer}").links()
    assert keeper.get(address).status_code == 403
