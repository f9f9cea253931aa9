"""The text of the schema in a real browser: judged while one types, and within the budget of a studio page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app.studio.schema.files import PROJECT
from tests.support import axe
from tests.support.browser import browser, enter, running_browser, site, until
from tests.support.people import People
from tests.support.worlds import SAMPLE, World

__all__ = ["browser", "running_browser", "site"]
pytestmark = pytest.mark.screen
SHOP = Path(__file__).parents[1] / "schemas" / "shop.yaml"
BUDGET = 350_000
PLACE = SHOP.read_text(encoding="utf-8").split("      place:")[0].count("\n") + 1


@pytest.fixture(scope="module")
def world() -> World:
    return SAMPLE


@pytest.fixture
def window(app: Flask, browser: Any, site: str, people: People, tmp_path: Path) -> Iterator[Any]:
    shutil.copy(SHOP, tmp_path / "schema.yaml")
    app.config[PROJECT] = tmp_path
    yield enter(browser, site, people, f"/studio/schema/text/?line={PLACE}", role="sysadmin")
    del app.config[PROJECT]


EDITOR = "document.querySelector('.yaml-editor').shadowRoot"


def test_the_text_is_judged_and_completed_while_one_types_and_saved_by_a_key(
    window: Any, site: str
) -> None:
    until(
        window,
        f"document.querySelector('.yaml-editor') && !!{EDITOR}.querySelector('.cm-activeLine')",
    )
    assert window.evaluate(f"{EDITOR}.querySelector('.cm-activeLine').textContent").strip().startswith("place:")  # fmt: skip
    sizes = "performance.getEntriesByType('resource').reduce((sum, one) => sum + one.encodedBodySize, 0)"  # fmt: skip
    assert 100_000 < window.evaluate(sizes) <= BUDGET
    window.keyboard.press("End")
    window.keyboard.type("\nto", delay=5)
    window.keyboard.press("Escape")
    until(window, "document.querySelector('[data-count]').textContent !== '0'")
    assert window.evaluate("document.querySelector('[data-problems] a').dataset.line") in (
        str(PLACE + 1),
        str(PLACE + 2),
    )
    until(window, f"!!{EDITOR}.querySelector('.cm-lint-marker-error')")
    for _ in "to":
        window.keyboard.press("Backspace")
    window.keyboard.type("hint: {type: str", delay=5)
    until(
        window,
        f"({EDITOR}.querySelector('.cm-tooltip-autocomplete')?.textContent ?? '').includes('string')",
    )
    window.locator(".cm-tooltip-autocomplete li", has_text="string").first.click()
    window.keyboard.type(", label: {zh: 提示, en: Hint", delay=5)
    window.keyboard.press("Control+s")
    window.wait_for_url("**/studio/schema/text/?file=schema.yaml")
    lines = window.input_value("textarea[name=text]").split("\n")
    assert lines[PLACE].strip() == "hint: {type: string, label: {zh: 提示, en: Hint}}"
    assert window.complaints == []
    found = {}
    for path in ("text/", "entity/Sale/?kind=field&open=summary", "entity/Sale/?tab=permissions", "entity/Sale/?tab=workflow", "entity/Sale/?tab=more", "entity/Sale/?tab=workflow&kind=state&open=packing", "parts/roles/?open=clerk", "parts/enums/Level/?open=high", "parts/reports/?new", "diagram/", "plan/", "history/", ""):  # fmt: skip
        window.goto(f"{site}/studio/schema/{path}")
        found[path] = axe.faults(window)
        window.set_viewport_size({"width": 1440, "height": 844})
    assert not any(found.values()), {path: lines for path, lines in found.items() if lines}
    # The drawings are walked through by keys, on a phone too: what has the focus is seen, and Enter opens it.
    window.set_viewport_size({"width": 390, "height": 844})
    window.goto(f"{site}/studio/schema/entity/Sale/?tab=workflow")
    window.focus("svg.flowchart a[href*='kind=transition']")
    window.keyboard.press("Shift+Tab")
    window.keyboard.press("Tab")
    width = "getComputedStyle(document.activeElement.querySelector('rect:not(.reach)')).strokeWidth"
    assert window.evaluate(width) == "2.5px"
    window.keyboard.press("Enter")
    window.wait_for_url("**kind=transition&open=*")
    assert window.locator("#open h2").is_visible()
    assert window.evaluate("document.documentElement.scrollWidth") <= 390
    window.goto(f"{site}/studio/schema/diagram/?module=trade")
    window.locator("svg.er a[href*='open=buyer']").first.click()
    window.wait_for_url("**kind=field&open=buyer*")
    assert window.input_value("#own-name") == "buyer"
