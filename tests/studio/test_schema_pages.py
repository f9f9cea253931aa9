"""The schema in the studio, page by page: what an administrator changes, sees, and cannot lose."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import Tag
from flask import Flask
from flask.testing import FlaskClient

from app.studio.schema.files import PROJECT
from tests.support.worlds import SAMPLE, World
from tests.web.pages import Page, visit

SHOP = Path(__file__).parents[1] / "schemas" / "shop.yaml"
HOME = "/studio/schema/"
SALE = f"{HOME}entity/Sale/"
TEXT = f"{HOME}text/"


@pytest.fixture(scope="module")
def world() -> World:
    return SAMPLE


@pytest.fixture
def project(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """A folder with the sample's schema, which is what the studio works on."""
    folder = tmp_path / "project"
    folder.mkdir()
    shutil.copy(SHOP, folder / "schema.yaml")
    app.config[PROJECT] = folder
    yield folder
    del app.config[PROJECT]


@pytest.fixture
def desk(login: Any, project: Path) -> FlaskClient:
    return login("sysadmin", username="wang")


def press(browser: FlaskClient, url: str, action: str = "", **values: Any) -> Page:
    """Fill the form of a page that leads to `action` (default: the page itself), and send it."""
    page = visit(browser, url)
    for form in page.html.select("main form[method=post]"):
        if form.get("action", "") == action:
            return _filled(page, form, values)
    raise AssertionError(f"no form to {action}: {page.text[:500]}")


def _filled(page: Page, form: Tag, values: dict[str, Any]) -> Page:
    page.form = lambda: form  # type: ignore[method-assign]
    return page.send(**values)


def saved(browser: FlaskClient, file: str = "schema.yaml") -> str:
    area = visit(browser, f"{TEXT}?file={file}").html.select_one("textarea")
    assert area is not None
    return area.get_text().removeprefix("\n")


def lines_between(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.split("\n"), after.split("\n")
    return [one for one in old if one not in new], [one for one in new if one not in old]


def test_entities_are_found_by_name_and_by_field(desk: FlaskClient) -> None:
    page = visit(desk, HOME)
    assert {row[1] for row in page.rows} >= {"Store", "Sale", "Clerk"}
    assert [row[1] for row in visit(desk, f"{HOME}?q=WAGE").rows] == ["Clerk"]
    assert [row[1] for row in visit(desk, f"{HOME}?q=门店授权").rows] == ["StoreRole"]
    assert visit(desk, f"{HOME}?q=404404").rows == []


def test_a_field_is_added_changed_renamed_moved_and_deleted_line_by_line(
    desk: FlaskClient, project: Path
) -> None:
    item = f"{SALE}item"
    done = press(desk, f"{SALE}?new=field", item, **{"name": "hint", "type": "string", "max": "40", "label.zh": "提示", "label.en": "Hint"})  # fmt: skip
    assert done.status == 302, done.text
    before = SHOP.read_text(encoding="utf-8")
    gone, came = lines_between(before, saved(desk))
    assert gone == []
    assert [one.split() for one in came] == [["hint:", "{type:", "string,", "max:", "40,", "label:", "{zh:", "提示,", "en:", "Hint}}"]]  # fmt: skip
    done = press(desk, f"{SALE}?kind=field&open=summary", item, required="")
    assert done.status == 302
    done = press(desk, f"{SALE}?kind=field&open=summary", item, name="headline")
    assert done.status == 302
    now = saved(desk)
    assert "was: summary" in now
    assert "headline:" in now
    assert visit(desk, HOME).html.select_one(".studio-problems") is None
    assert press(desk, f"{SALE}?kind=field&open=hint", f"{SALE}delete").status == 302
    assert "hint:" not in saved(desk)
    move = visit(desk, SALE).html.select(f"form[action='{SALE}move']")[1]
    data = {str(one["name"]): str(one["value"]) for one in move.select("input")}
    order = [row[0] for row in visit(desk, SALE).rows]
    desk.post(f"{SALE}move", data={**data, "to": "up"})
    assert [row[0] for row in visit(desk, SALE).rows][:2] == [order[1], order[0]]
    # What is in use has not moved at all.
    assert (project / "schema.yaml").read_text(encoding="utf-8") == before


def test_every_save_is_a_step_that_is_taken_back_and_done_again(desk: FlaskClient) -> None:
    first = saved(desk)
    press(desk, TEXT, TEXT, text=first + "# one\n")
    press(desk, TEXT, TEXT, text=first + "# one\n# two\n")
    steps = visit(desk, f"{HOME}history/").html.select(".listing tbody tr")
    assert len(steps) == 2
    press(desk, HOME, f"{HOME}history/undo")
    assert saved(desk) == first + "# one\n"
    press(desk, HOME, f"{HOME}history/redo")
    assert saved(desk) == first + "# one\n# two\n"
    press(desk, f"{HOME}history/", f"{HOME}history/discard")
    assert saved(desk) == first


def test_a_module_that_is_half_written_down_is_listed_by_its_name(desk: FlaskClient) -> None:
    press(desk, TEXT, TEXT, text=saved(desk).replace("modules:\n", "modules:\n  stock: yes\n", 1))
    for url in (HOME, f"{HOME}new"):
        page = visit(desk, url)
        assert page.status == 200
        assert "stock" in page.text, url


def test_a_stale_text_is_refused_and_stands_beside_what_was_saved(
    desk: FlaskClient, login: Any
) -> None:
    other = login("sysadmin", username="li")
    mine, theirs = visit(desk, TEXT), visit(other, TEXT)
    text = saved(desk)
    mine.form = lambda: mine.html.select_one(f"form[action='{TEXT}']")  # type: ignore
    theirs.form = lambda: theirs.html.select_one(f"form[action='{TEXT}']")  # type: ignore
    assert theirs.send(text=text + "# theirs\n").status == 302
    refused = mine.send(text=text + "# mine\n")
    assert refused.status == 409
    area = refused.html.select_one("textarea")
    assert area is not None
    assert area.get_text().endswith("# mine\n")
    assert "# theirs" in str(refused.html.select_one(".two-sides"))
    assert "li" in refused.text
    refused.form = lambda: refused.html.select_one(f"form[action='{TEXT}']")  # type: ignore
    assert refused.send(text=text + "# theirs\n# mine\n").status == 302
    assert saved(other).endswith("# theirs\n# mine\n")


def test_a_stale_field_keeps_what_was_typed_and_shows_what_was_saved(
    desk: FlaskClient, login: Any
) -> None:
    other = login("sysadmin", username="li")
    url, item = f"{SALE}?kind=field&open=summary", f"{SALE}item"
    mine = visit(desk, url)
    press(other, url, item, **{"label.en": "Theirs"})
    mine.form = lambda: mine.html.select_one(f"form[action='{item}']")  # type: ignore
    refused = mine.send(**{"label.en": "Mine"})
    assert refused.status == 409
    assert refused.html.select_one("[name='label.en']")["value"] == "Mine"  # type: ignore[index]
    assert "Theirs" in refused.text
    refused.form = lambda: refused.html.select_one(f"form[action='{item}']")  # type: ignore
    assert refused.send().status == 302
    assert "en: Mine" in saved(desk)


def test_problems_of_what_is_typed_are_told_with_line_and_hint_in_both_languages(
    desk: FlaskClient,
) -> None:
    page = visit(desk, TEXT)
    wrong = saved(desk).replace("buyer: all}", "buyer: all, managr: all}", 1)
    token = page.html.select_one("[name=csrf_token]")["value"]  # type: ignore[index]
    data = {"csrf_token": token, "file": "schema.yaml", "text": wrong}
    line = wrong[: wrong.index("managr")].count("\n") + 1
    for language, title, hint in (("zh-CN", "未知的角色", "是否应为“manager”？"), ("en", "unknown role", "did you mean 'manager'?")):  # fmt: skip
        told = desk.post(f"{TEXT}check", data=data, headers={"Accept-Language": language}).json
        assert [(one["code"], one["line"], one["title"], one["hint"]) for one in told] == [("S401", line, title, hint)]  # fmt: skip
    assert visit(desk, f"{HOME}history/").rows == []


def test_a_draft_with_problems_is_kept_and_every_page_leads_to_its_lines(desk: FlaskClient) -> None:
    text = saved(desk)
    press(desk, TEXT, TEXT, text=text.replace("type: geo", "type: goe", 1))
    page = visit(desk, HOME)
    assert f"{TEXT}?file=schema.yaml&line=" in " ".join(page.links())
    assert visit(desk, f"{HOME}plan/").html.select_one(".empty") is not None
    press(desk, TEXT, TEXT, text="entities: [")
    for path in (HOME, f"{HOME}plan/", f"{HOME}history/", TEXT):
        assert visit(desk, path).status == 200
    assert visit(desk, SALE).status == 404


def test_the_grid_writes_grants_and_single_fields(desk: FlaskClient) -> None:
    url, to = f"{HOME}entity/Clerk/?tab=permissions", f"{HOME}entity/Clerk/grants"
    done = press(desk, url, to, **{"auditor.export": "all", "clerk.read": "self", "field.wage.read": "manager", "field.bank.write": "-"})  # fmt: skip
    assert done.status == 302, done.text
    now = saved(desk)
    assert "read:   {manager: all, clerk: self, auditor: all, cashier: self}" in now
    assert "export: {auditor: all}" in now
    assert "wage: {read: [manager], write: [manager]}" in now
    assert "bank: {read: [manager], write: []}" in now


def test_states_and_transitions_are_edited_and_the_flow_is_drawn(desk: FlaskClient) -> None:
    url = f"{SALE}?tab=workflow"
    assert visit(desk, url).html.select_one(".flowchart svg") is not None
    done = press(
        desk, f"{url}&kind=state&open=packing", f"{SALE}item", zh="打包好了", name="wrapped"
    )
    assert done.status == 302, done.text
    now = saved(desk)
    assert "was: packing" in now
    assert visit(desk, HOME).html.select_one(".studio-problems") is None


def test_a_new_entity_stands_beside_those_of_its_module(desk: FlaskClient) -> None:
    values = {"name": "Shelf", "module": "base", "label.zh": "货架", "label.en": "Shelf"}
    refused = press(desk, f"{HOME}new", name="shelf", module="base")
    assert refused.status == 422
    assert press(desk, f"{HOME}new", **values).status == 302
    assert "  Shelf:\n    module: base\n    label: {zh: 货架, en: Shelf}\n" in saved(desk)
    again = press(desk, f"{HOME}new", **values)
    assert again.status == 422


def test_the_plan_tells_changes_rights_code_and_a_patch_that_git_takes(
    desk: FlaskClient, project: Path
) -> None:
    press(desk, f"{SALE}?kind=field&open=summary", f"{SALE}item", name="headline")
    to = f"{HOME}entity/Clerk/grants"
    press(desk, f"{HOME}entity/Clerk/?tab=permissions", to, **{"auditor.export": "all"})
    page = visit(desk, f"{HOME}plan/", **{"Accept-Language": "en"})
    assert "rename" in page.text
    assert "0 rows in this table" in page.text
    assert "gains Auditor auditor export Clerk" in page.text
    code = visit(desk, f"{HOME}plan/code", **{"X-Fragment": "1"})
    assert "sale/model.py" in code.text
    patch = desk.get(f"{HOME}plan/patch")
    wanted = saved(desk)
    subprocess.run(["git", "apply", "-"], input=patch.data, cwd=project, check=True)
    assert (project / "schema.yaml").read_bytes().decode() == wanted


def test_a_place_of_the_schema_leads_to_its_line(desk: FlaskClient) -> None:
    answer = desk.get(f"{TEXT}find?path=entities.Clerk.fields.wage")
    line = int(answer.location.rpartition("=")[2])
    assert saved(desk).split("\n")[line - 1].strip().startswith("wage:")
    assert desk.get(f"{TEXT}find?path=entities.Nothing").status_code in (302, 404)


def test_completion_gets_the_language_and_the_names_of_the_draft_and_asks_again_only_for_news(
    desk: FlaskClient,
) -> None:
    answer = desk.get(f"{TEXT}words")
    assert "Sale" in answer.json["names"]["entity"]  # type: ignore[index]
    assert "packing" in answer.json["entities"]["Sale"]["state"]  # type: ignore[index]
    assert "definitions" in answer.json["schema"]  # type: ignore[index]
    tag = {"If-None-Match": answer.headers["ETag"]}
    assert desk.get(f"{TEXT}words", headers=tag).status_code == 304


READ = (HOME, f"{HOME}new", SALE, f"{SALE}?tab=more", TEXT, f"{TEXT}words", f"{TEXT}find?path=roles", f"{HOME}plan/", f"{HOME}plan/code", f"{HOME}plan/patch", f"{HOME}history/")  # fmt: skip
WRITTEN = (f"{HOME}new", f"{SALE}item", f"{SALE}delete", f"{SALE}move", f"{SALE}more", f"{SALE}grants", TEXT, f"{TEXT}check", f"{HOME}history/undo", f"{HOME}history/redo", f"{HOME}history/discard")  # fmt: skip


def test_no_page_of_the_schema_opens_for_anybody_but_the_administrator(
    login: Any, client: Any, project: Path
) -> None:
    manager = login("manager")
    for path in READ:
        assert client.get(path).status_code == 302, path
        assert manager.get(path).status_code == 403, path


def test_no_write_goes_without_the_token_or_by_a_stranger(
    login: Any, desk: FlaskClient, project: Path
) -> None:
    manager = login("manager")
    from tests.web.pages import post

    for path in WRITTEN:
        assert desk.post(path, data={"seen": "0.0.000000000000"}).status_code == 400, path
        assert desk.get(path).status_code in (200, 404, 405), path
        assert post(manager, path, seen="0.0.000000000000").status_code == 403, path


def test_hidden_and_hostile_texts_are_shown_as_texts(desk: FlaskClient) -> None:
    text = saved(desk).replace("zh: 门店,", "zh: <script>alert(1)</script>,", 1)
    press(desk, TEXT, TEXT, text=text)
    for path in (HOME, SALE, f"{HOME}entity/Store/?tab=more", f"{HOME}history/", TEXT):
        assert "<script>alert" not in desk.get(path).text, path


@pytest.mark.database
def test_a_page_of_the_schema_costs_six_statements_at_most(
    desk: FlaskClient, statements: Any
) -> None:
    press(desk, f"{SALE}?kind=field&open=summary", f"{SALE}item", name="headline")
    for path in (HOME, SALE, TEXT, f"{HOME}history/", f"{HOME}plan/"):
        with statements() as seen:
            assert visit(desk, path).status == 200
        assert len(seen) <= 6, (path, seen)
