"""Roles, modules, lists of choices and reports in the studio: forms that write the draft, and leave everything else as it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.studio.test_schema_pages import (
    HOME,
    SHOP,
    desk,
    lines_between,
    press,
    project,
    saved,
    world,
)  # fmt: skip
from tests.web.pages import visit

__all__ = ["desk", "project", "world"]
PARTS = f"{HOME}parts/"


def part(section: str, query: str = "") -> str:
    return f"{PARTS}{section}/{query}"


def has_problems(desk: FlaskClient) -> bool:
    return visit(desk, HOME).html.select_one(".studio-problems") is not None


def test_a_role_is_added_changed_and_renamed_and_whatever_names_it_follows(
    desk: FlaskClient, project: Path
) -> None:
    before = SHOP.read_text(encoding="utf-8")
    item = part("roles", "item")
    done = press(desk, part("roles", "?new"), item, name="driver", zh="司机", en="Driver")
    assert done.status == 302, done.text
    gone, came = lines_between(before, saved(desk))
    assert gone == []
    assert [one.split() for one in came] == [["driver:", "{zh:", "司机,", "en:", "Driver}"]]
    done = press(desk, part("roles", "?open=driver"), item, publishes="true", en="Van driver")
    assert done.status == 302
    assert "{zh: 司机, en: Van driver, publishes: true}" in saved(desk)
    assert press(desk, part("roles", "?open=cashier"), item, name="till").status == 302
    now = saved(desk)
    assert "was: cashier" in now
    assert "cashier" not in now.replace("was: cashier", "")
    assert len(now.split("\n")) == len(before.split("\n")) + 1
    assert not has_problems(desk)
    # What is in use has not moved at all.
    assert (project / "schema.yaml").read_text(encoding="utf-8") == before


def test_modules_are_put_in_another_order_and_get_another_icon(desk: FlaskClient) -> None:
    page = visit(desk, part("modules"))
    assert [row[0].split()[-1] for row in page.rows] == ["trade", "base"]
    move = page.html.select(f"form[action='{part('modules', 'move')}']")[1]
    data = {str(one["name"]): str(one["value"]) for one in move.select("input")}
    desk.post(part("modules", "move"), data={**data, "to": "up"})
    assert [row[0].split()[-1] for row in visit(desk, part("modules")).rows] == ["base", "trade"]
    item = part("modules", "item")
    assert (
        press(desk, part("modules", "?open=trade"), item, icon="coin", name="sales").status == 302
    )
    now = saved(desk)
    assert "sales: {label: {zh: 买卖, en: Trade}, icon: coin}" in now
    assert "module: trade" not in now
    assert not has_problems(desk)


def test_a_choice_under_another_name_takes_defaults_conditions_and_filters_along(
    desk: FlaskClient,
) -> None:
    level, item = part("enums", "Level/"), part("enums", "Level/item")
    text = saved(desk).replace(
        "where: state == 'packing'",
        "where: \"level == 'normal' and level in ['high', 'normal']\"",
        1,
    )
    press(desk, f"{HOME}text/", f"{HOME}text/", text=text)
    assert press(desk, f"{level}?open=normal", item, name="usual").status == 302
    assert press(desk, f"{level}?open=high", item, name="top").status == 302
    now = saved(desk)
    assert "minutes: {top: 30, usual: 240, low: 480}" in now
    assert 'filter: "level=top&state__in=new,packing"' in now
    assert now.count("default: usual") == 2
    assert "level == 'usual' and level in ['top', 'usual']" in now
    assert "usual: {zh: 普通, en: Normal, was: normal}" in now
    assert not has_problems(desk)
    # Back to the first name, and nothing is remembered.
    assert press(desk, f"{level}?open=usual", item, name="normal").status == 302
    assert "was: normal" not in saved(desk)
    done = press(desk, f"{level}?new", item, name="urgent", zh="加急", en="Urgent", color="orange")
    assert done.status == 302, done.text
    assert "urgent: {zh: 加急, en: Urgent, color: orange}" in saved(desk)
    # A clock counts by the level: how long the new one has is not for the form to guess.
    assert has_problems(desk)


def test_a_list_of_choices_begins_with_one_and_keeps_its_last(desk: FlaskClient) -> None:
    enums, item = part("enums"), part("enums", "item")
    refused = press(desk, f"{enums}?new", item, name="size", value="small", zh="小", en="Small")
    assert refused.status == 409 or refused.status == 422
    assert "CustomerKind" in refused.text
    done = press(desk, f"{enums}?new", item, name="Size", value="small", zh="小", en="Small")
    assert done.status == 302, done.text
    assert done.response.location == part("enums", "Size/")
    place = part("enums", "Size/delete")
    press(desk, part("enums", "Size/?open=small"), place, key="small")
    assert "small: {zh: 小, en: Small}" in saved(desk)
    assert (
        press(desk, part("enums", "Size/"), part("enums", "Size/rename"), name="Width").status
        == 302
    )
    assert "  Width:" in saved(desk)
    assert press(desk, part("enums", "Width/"), part("enums", "Width/delete")).status == 302
    assert "Width" not in saved(desk)


def test_a_report_is_a_form_whose_deeper_keys_are_written_as_yaml(desk: FlaskClient) -> None:
    item = part("reports", "item")
    done = press(
        desk, part("reports", "?new"), item, name="sales_by_level", of="Sale", measure="count", group="level",
        roles="manager, auditor", chart="bar", **{"label.zh": "销售等级", "label.en": "Sales by level"},
    )  # fmt: skip
    assert done.status == 302, done.text
    assert not has_problems(desk)
    at = part("reports", "?open=sales_by_level")
    done = press(
        desk, at, item, measure="[count, {sum: total}]", period="{field: created_at, by: month}"
    )
    assert done.status == 302, done.text
    assert "measure: [count, {sum: total}]" in saved(desk)
    refused = press(desk, at, item, period="{field: created_at")
    assert refused.status == 422
    # Nothing that was typed is lost.
    area = refused.html.select_one("textarea[name=period]")
    assert area is not None
    assert area.get_text().strip() == "{field: created_at"


def test_what_still_names_a_deleted_role_is_counted_before_and_told_after(
    desk: FlaskClient,
) -> None:
    page = visit(desk, part("roles", "?open=auditor"))
    told = page.html.select("#open details li a")
    assert len(told) > 3
    assert visit(desk, str(told[0]["href"])).status == 302
    assert (
        press(desk, part("roles", "?open=auditor"), part("roles", "delete"), key="auditor").status
        == 302
    )
    problems = visit(desk, HOME).html.select_one(".studio-problems")
    assert problems is not None
    assert "auditor" in problems.get_text()


def test_who_saves_a_role_upon_a_newer_draft_keeps_what_he_typed(
    desk: FlaskClient, login: Any
) -> None:
    other = login("sysadmin", username="li")
    item, at = part("roles", "item"), part("roles", "?open=clerk")
    page = visit(desk, at)
    page.form = lambda: page.html.select_one(f"form[action='{item}']")  # type: ignore
    assert press(other, at, item, en="Shop assistant").status == 302
    refused = page.send(en="Salesman")
    assert refused.status == 409
    box = refused.html.select_one("#open input[name=en]")
    assert box is not None
    assert box["value"] == "Salesman"
    assert "Shop assistant" in refused.text


@pytest.mark.parametrize("url", ["parts/nothing/", "parts/roles/x/", "parts/enums/No/", "parts/roles/?open=no"])  # fmt: skip
def test_what_the_draft_has_not_is_not_found(desk: FlaskClient, url: str) -> None:
    assert visit(desk, f"{HOME}{url}").status == 404


def test_a_module_is_drawn_and_every_box_and_row_leads_to_its_place(desk: FlaskClient) -> None:
    for module in ("trade", "base"):
        page = visit(desk, f"{HOME}diagram/?module={module}")
        links = [str(one["href"]) for one in page.html.select("svg.er a")]
        assert any("kind=field&open=" in link for link in links)
        for link in dict.fromkeys(links):
            assert visit(desk, link.partition("#")[0]).status == 200, link
    assert visit(desk, f"{HOME}diagram/?module=none").status == 404


def test_a_press_on_the_drawn_workflow_opens_the_state_and_the_step(desk: FlaskClient) -> None:
    page = visit(desk, f"{HOME}entity/Sale/?tab=workflow")
    links = [str(one["href"]) for one in page.html.select("svg.flowchart a")]
    rows = [str(one["href"]) for one in page.html.select(".studio td a")]
    assert sorted(links) == sorted(rows)
    for link in links:
        opened = visit(desk, f"{HOME}entity/Sale/{link.partition('#')[0]}")
        assert opened.status == 200
        assert opened.html.select_one("svg.flowchart a[aria-current]") is not None
        assert opened.html.select_one("#open form") is not None


def test_forms_and_drawings_are_the_administrators_alone(
    desk: FlaskClient, login: Any, project: Path
) -> None:
    stranger = login("manager", username="zhou")
    for url in ("parts/", "parts/roles/", "parts/enums/Level/", "diagram/"):
        assert stranger.get(f"{HOME}{url}").status_code == 403, url
    token = visit(stranger, "/me/").html.select_one("input[name=csrf_token]")
    assert token is not None
    sent = {"csrf_token": token["value"], "key": "clerk", "name": "boss", "to": "up"}
    for act in ("roles/item", "roles/delete", "roles/move", "enums/Level/rename"):
        assert stranger.post(f"{PARTS}{act}", data=sent).status_code == 403, act
    assert visit(desk, f"{HOME}parts/").status == 302
