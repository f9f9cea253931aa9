"""The frame that every page wears: budgets, the theme, the road of the states, what can be reached without a script."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.runtime.workflow import Workflow
from app.web import assets
from app.web.screen.road import foremost, main_road, reached_on
from tests.web.conftest import Shop
from tests.web.pages import Page, visit

MANIFEST = json.loads((assets.DIST / "manifest.json").read_text(encoding="utf-8"))
KILO = 1000


def files_of(page: Page) -> list[str]:
    """The names in dist of what the page loads by itself: sheets, scripts, icons."""
    named = re.findall(r'(?:href|src)="/static/dist/([^"#]+)', str(page.html))
    return list(dict.fromkeys(named))


def bytes_of(page: Page) -> int:
    """The page as it is sent, its files compressed."""
    files = sum((assets.DIST / f"{name}.br").stat().st_size for name in files_of(page))
    return len(page.response.get_data()) + files


@pytest.mark.parametrize(
    ("path", "kilobytes"),
    [
        ("/", 90),
        ("/sale/list/", 90),
        ("/sale/show/{sale}", 110),
        ("/sale/edit/{sale}", 110),
        ("/sale/add", 110),
        ("/me/", 90),
    ],
)
def test_a_page_keeps_its_budget_of_bytes_requests_and_nodes(
    path: str, kilobytes: int, manager: FlaskClient, shop: Shop
) -> None:
    page = visit(manager, path.format(sale=shop.sales[0]))
    assert page.status == 200
    assert bytes_of(page) <= kilobytes * KILO
    # With the page itself and its small icon.
    assert len(files_of(page)) + 2 <= 6
    assert len(page.html.find_all(True)) <= 1_500


def test_a_list_of_a_full_page_keeps_its_budget(
    app: Flask, manager: FlaskClient, shop: Shop, ctx: Any
) -> None:
    from app.runtime import records
    from tests.sample.models import Sale

    with records.writing(ctx):
        for number in range(30):
            records.create(ctx, Sale, {"store": shop.near, "summary": f"第 {number} 单"})
    page = visit(manager, "/sale/list/")
    assert len(page.rows) == 25
    assert bytes_of(page) <= 90 * KILO
    assert len(page.html.find_all(True)) <= 1_500


def test_the_page_is_drawn_in_the_theme_that_was_chosen(login: Any) -> None:
    client = login("sysadmin")
    assert "data-bs-theme" not in visit(client, "/").html.html.attrs
    for chosen, drawn in (("dark", "dark"), ("light", "light"), ('"><script>', None)):
        client.set_cookie("theme", chosen)
        for path in ("/", "/studio/", "/portal/login"):
            page = visit(client, path)
            assert page.html.html.attrs.get("data-bs-theme") == drawn, (path, chosen)


def test_the_menu_is_a_link_to_the_navigation_where_no_script_runs(manager: FlaskClient) -> None:
    page = visit(manager, "/").html
    link = page.select_one("a.menu-button")
    assert page.select_one(link["href"] + " a[href='/sale/list/']") is not None


def test_a_wide_table_scrolls_in_a_frame_that_the_keyboard_reaches(
    manager: FlaskClient, shop: Shop
) -> None:
    page = visit(manager, "/sale/list/").html
    frame = page.select_one(".table-responsive")
    assert frame["tabindex"] == "0"
    assert frame["aria-label"]
    assert page.select_one(".sideways").get_text()


def orders() -> Workflow[Any, Any]:
    """Two ends, a way around, a state beside the road."""
    flow: Workflow[Any, Any] = Workflow(initial="new")
    for name, final in (
        ("new", False),
        ("taken", False),
        ("held", False),
        ("priced", False),
        ("done", False),
        ("closed", True),
        ("refused", True),
    ):
        flow.state(name, zh=name, en=name, color="gray", final=final)
    for name, source, target in (
        ("take", "new", "taken"),
        ("hold", "taken", "held"),
        ("go on", "held", "taken"),
        ("price", "taken", "priced"),
        ("agree", "priced", "taken"),
        ("disagree", "priced", "refused"),
        ("do", "taken", "done"),
        ("close", "done", "closed"),
        ("refuse", "new", "refused"),
    ):
        flow.add(name, source=[source], target=target, by={"clerk": None}, zh=name, en=name)
    return flow


def test_the_main_road_leads_to_the_good_end_past_what_lies_beside_it() -> None:
    assert main_road(orders()) == ("new", "taken", "done", "closed")


def test_what_lies_behind_is_told_of_a_state_beside_the_road_as_well() -> None:
    flow = orders()
    assert reached_on(flow, "done") == {"new", "taken"}
    assert reached_on(flow, "held") == {"new", "taken"}
    assert reached_on(flow, "refused") == {"new"}
    assert reached_on(flow, "new") == frozenset()


def test_a_road_ends_where_records_rest_and_nothing_is_proposed_there() -> None:
    flow: Workflow[Any, Any] = Workflow(initial="new")
    flow.state("new", zh="新", en="New")
    flow.state("active", rest=True, zh="有效", en="Active")
    flow.state("moved_out", zh="已迁出", en="Moved out")
    flow.state("erased", final=True, zh="已删", en="Erased")
    assert main_road(_linked(flow)) == ("new", "active")
    assert _proposed(flow, "new") == "to active"
    assert _proposed(flow, "active") == ""
    assert _proposed(flow, "moved_out") == ""


def test_the_step_that_leads_on_is_proposed_before_one_that_leads_back_or_does_harm() -> None:
    flow = orders()
    flow.add("send back", source=["done"], target="taken", by={"clerk": None}, zh="退回", en="Back")
    flow.add("skip", source=["new"], target="done", by={"clerk": None}, zh="跳过", en="Skip", danger=True)  # fmt: skip
    assert _proposed(flow, "done") == "close"
    assert _proposed(flow, "done", "send back") == ""
    assert _proposed(flow, "new") == "take"
    assert _proposed(flow, "new", "skip", "refuse") == ""
    assert _proposed(flow, "held") == "go on"


def _linked(flow: Workflow[Any, Any]) -> Workflow[Any, Any]:
    """Each state leads to the next."""
    for source, target in pairwise(list(flow.states)):
        flow.add(f"to {target}", source=[source], target=target, by={"clerk": None}, zh="下一步", en="On")  # fmt: skip
    return flow


def _proposed(flow: Workflow[Any, Any], state: str, *names: str) -> str:
    """The foremost of the steps that leave the state, or of those named."""
    leaving = [one for one in flow.all() if state in one.sources]
    return foremost(flow, state, [one for one in leaving if not names or one.name in names])


def test_a_record_shows_its_road_and_apart_from_it_the_other_states(
    manager: FlaskClient, shop: Shop
) -> None:
    page = visit(manager, f"/sale/show/{shop.sales[0]}").html
    road = [item.get_text() for item in page.select(".road li")]
    beside = [item.get_text() for item in page.select(".aside-states li")]
    assert len(page.select(".road [aria-current=step]")) == 1
    assert road
    assert not set(road) & set(beside)
