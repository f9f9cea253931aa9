"""The dictionary's cells under the keyboard, and every page of the console at a desk and on a telephone, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.runtime import records
from app.runtime.context import Context
from tests.support import axe
from tests.support.browser import browser, enter, running_browser, site, until
from tests.support.people import People
from tests.support.worlds import APPLICATION, World

__all__ = ["browser", "running_browser", "site"]
pytestmark = pytest.mark.screen
BUDGET = 350_000
ROW = "document.querySelectorAll('tbody tr[data-row]')"


@pytest.fixture(scope="module")
def world() -> World:
    return APPLICATION


def test_cells_are_gone_through_by_keys_and_saved(
    app: Flask, browser: Any, site: str, people: People, ctx: Context
) -> None:
    from app.generated.models import FeedbackTopic

    with records.writing(ctx):
        ids = [
            records.create(ctx, FeedbackTopic, {"code": f"t{n}", "name": f"主题{n}"}).id
            for n in range(3)
        ]
    window = enter(browser, site, people, f"/studio/feedback_topic/?open={ids[0]}", role="sysadmin")
    assert axe.faults(window) == []
    window.set_viewport_size({"width": 1440, "height": 844})
    assert window.evaluate("document.querySelectorAll('*').length") < 1500
    sizes = "performance.getEntriesByType('resource').reduce((sum, one) => sum + one.encodedBodySize, 0)"  # fmt: skip
    assert window.evaluate(sizes) <= BUDGET
    until(window, "!!document.querySelector('[data-sheet][data-lazy]')")
    window.wait_for_timeout(200)
    # Enter opens the row at its first box; Esc gives up what was typed.
    window.focus("tbody tr[data-row] [data-open-row]")
    window.keyboard.press("Enter")
    until(window, "document.activeElement.name === 'rows-0-code'")
    window.keyboard.type("other")
    window.keyboard.press("Escape")
    until(window, f"{ROW}[0].dataset.closed !== undefined")
    # Arrows go from row to row; one that was only looked into closes behind.
    window.keyboard.press("ArrowDown")
    window.keyboard.press("Enter")
    until(window, "document.activeElement.name === 'rows-1-code'")
    window.keyboard.press("Tab")
    window.keyboard.type("第二个主题")
    window.keyboard.press("ArrowDown")
    until(window, "document.activeElement.name === 'rows-2-name'")
    assert axe.faults(window, axe.DESK_AND_PHONE[:1]) == []
    window.keyboard.press("ArrowUp")
    until(window, f"{ROW}[2].dataset.closed !== undefined")
    assert window.inner_text("[data-changed-rows]").startswith("1 ")
    with window.expect_navigation():
        window.keyboard.press("Control+s")
    ctx.session.rollback()
    found = ctx.session.scalars(sa.select(FeedbackTopic.name).order_by(FeedbackTopic.code))
    assert list(found) == ["主题0", "第二个主题", "主题2"]
    assert window.complaints == []


def test_every_page_of_the_console_is_for_everybody_at_a_desk_and_on_a_phone(
    app: Flask, browser: Any, site: str, people: People
) -> None:
    other = people.key(people.user("csr", username="zhao"))
    assert other
    window = enter(browser, site, people, role="sysadmin")
    faces = (axe.DESK_AND_PHONE[1:], axe.DESK_AND_PHONE[:1])
    for number, path in enumerate(("", "audit/?person=nobody", "files/", "backups/", "health/")):
        window.goto(f"{site}/studio/{path}")
        assert axe.faults(window, faces[number % 2]) == [], path
    window.goto(f"{site}/studio/sessions/?q=zhao")
    window.click("a[data-dialog]")
    until(window, "!!document.querySelector('dialog[open] #reason')")
    assert axe.faults(window) == []
    window.fill("#reason", "换班")
    with window.expect_navigation():
        window.click("dialog button.btn-outline-danger")
    assert "zhao" in window.inner_text(".alert-success")
