"""The pages of publication: what is submitted, who may decide, and that a button is there only where it works."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.studio.schema.files import PROJECT
from tests.studio.test_schema_pages import HOME, SHOP, TEXT, press, saved
from tests.support.people import PASSWORD
from tests.support.worlds import SAMPLE, World
from tests.web.pages import visit

SUBMIT = f"{HOME}publish/submit"


@pytest.fixture(scope="module")
def world() -> World:
    return SAMPLE


@pytest.fixture
def project(app: Flask, tmp_path: Path) -> Iterator[Path]:
    shutil.copy(SHOP, tmp_path / "schema.yaml")
    app.config[PROJECT] = tmp_path
    yield tmp_path
    del app.config[PROJECT]


@pytest.fixture
def desk(login: Any, project: Path) -> FlaskClient:
    return login("sysadmin", username="wang")


@pytest.fixture
def other(login: Any, project: Path) -> FlaskClient:
    return login("sysadmin", username="zhao")


def submitted(desk: FlaskClient, old: str, new: str) -> str:
    """The address of the proposal."""
    text = saved(desk)
    assert old in text
    press(desk, TEXT, TEXT, text=text.replace(old, new, 1))
    done = press(desk, f"{HOME}plan/", SUBMIT, reason="试一试")
    assert done.status == 302
    return str(done.response.location)


def acts(browser: FlaskClient, url: str) -> set[str]:
    """What the page offers to press, by the last word of its address."""
    found = visit(browser, url).html.select("main form[method=post]")
    return {str(one["action"]).rpartition("/")[2] for one in found} - {"undo", "redo"}


FIELD = ("      notes:", "      hint: {type: string, max: 40, label: {zh: 提示, en: Hint}}\n      notes:")  # fmt: skip

WEBSITE = "      website:  {type: url, label: {zh: 网址, en: Website}}\n"


def test_a_new_field_waits_for_nobody_and_where_publishing_is_not_possible_it_is_the_patch_with_the_reason(
    desk: FlaskClient,
) -> None:
    url = submitted(desk, *FIELD)
    page = visit(desk, url)
    assert "dougong web" in page.text
    assert acts(desk, url) == {"rehearse", "withdraw"}
    token = page.html.select_one("input[name=csrf_token]")
    assert token is not None
    desk.post(f"{url}/publish", data={"csrf_token": token["value"]})
    assert acts(desk, url) == {"rehearse", "withdraw"}
    patch = desk.get(f"{url}/patch").get_data(as_text=True)
    assert "+      hint:" in patch
    assert "hint" not in (SHOP.read_text(encoding="utf-8"))


def test_what_is_dangerous_only_another_administrator_decides_on(
    desk: FlaskClient, other: FlaskClient
) -> None:
    url = submitted(desk, WEBSITE, "")
    assert acts(desk, url) == {"rehearse", "withdraw"}
    assert acts(other, url) == {"approve", "rehearse", "withdraw"}
    press(other, url, f"{url}/approve", reason="已核对", current="Wrong-Horse-7-Battery")
    assert acts(other, url) == {"approve", "rehearse", "withdraw"}
    press(other, url, f"{url}/approve", reason="已核对", current=PASSWORD)
    assert "已核对" in visit(desk, url).text
    assert acts(other, url) == {"rehearse", "withdraw"}
    press(desk, HOME, f"{HOME}history/undo")
    assert acts(other, url) == set()
    assert visit(desk, f"{HOME}publish/").rows[0][1] == "已撤回"


def test_a_draft_with_problems_is_not_submitted(desk: FlaskClient) -> None:
    text = saved(desk)
    press(desk, TEXT, TEXT, text=text.replace("type: text", "type: txet", 1))
    assert visit(desk, f"{HOME}plan/").html.select_one(f"form[action='{SUBMIT}']") is None


def test_nobody_else_sees_or_does_anything_here(desk: FlaskClient, login: Any) -> None:
    url = submitted(desk, *FIELD)
    clerk = login("manager", username="clerk")
    token = visit(clerk, "/me/").html.select_one("input[name=csrf_token]")
    assert token is not None
    for path in (f"{HOME}publish/", url, f"{url}/progress", f"{url}/patch"):
        assert clerk.get(path).status_code == 403
    acts_there = ("approve", "refuse", "withdraw", "rehearse", "publish", "revert", "mend")
    for path in (SUBMIT, *(f"{url}/{act}" for act in acts_there)):
        sent = {"csrf_token": token["value"], "reason": "好的"}
        assert clerk.post(path, data=sent).status_code == 403
    assert acts(desk, url) == {"rehearse", "withdraw"}
