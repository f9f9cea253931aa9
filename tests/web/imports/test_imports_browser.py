"""Importing in a real browser: the page follows the work by itself, nothing keeps anybody out, and it fits a phone."""

from __future__ import annotations

from typing import Any

from app.runtime import jobs
from tests.support.axe import faults
from tests.support.browser import enter
from tests.support.people import People
from tests.web.conftest import Shop

FILE = "名称,单价,库存,季节,产地\n酱油,12.5,3,春,\n米醋,abc,2,夏、秋,3101\n".encode("gbk")


def test_from_a_file_to_records_with_a_browser(
    browser: Any, site: str, people: People, shop: Shop
) -> None:
    page = enter(browser, site, people, "/article/list/")
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        found[name] = faults(page)

    page.click("a[href='/imports/new/article']")
    look("file")
    page.set_input_files("#file", {"name": "articles.csv", "mimeType": "text/csv", "buffer": FILE})
    page.click("main form .btn-primary")
    page.wait_for_selector(".mapped")
    # New records need nothing that names them.
    assert not page.is_visible("#key")
    page.check("[name=mode][value=upsert]")
    assert page.is_visible("#key")
    page.check("[name=mode][value=create]")
    look("columns")
    page.click(".form-actions .btn-primary")
    page.wait_for_selector("[data-poll]")
    look("busy")
    jobs.run_due()
    # Nobody presses anything: the page comes anew when there is something to decide.
    page.wait_for_selector("form[action$='/run']")
    look("checked")
    page.click("form[action$='/run'] .btn-primary")
    page.wait_for_selector("[data-poll]")
    jobs.run_due()
    page.wait_for_selector("details.sure")
    look("imported")
    page.goto(f"{site}/imports/")
    look("list")
    assert not any(found.values()), {name: lines for name, lines in found.items() if lines}
    assert not page.complaints
