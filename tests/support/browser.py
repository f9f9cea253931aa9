"""A real Chromium (the system's, else the one that Playwright installed), the application served for it, people in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.support.people import People
from tests.support.site import served

WITHOUT_A_WINDOW = "chromium-headless-shell"
"""The same engine without a window that nobody sees: drawing that takes half of a test's time."""
NAMES = (
    WITHOUT_A_WINDOW, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
)  # fmt: skip
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def chromium() -> str | None:
    """The path of a Chromium, or None."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache/ms-playwright")
    for file in sorted(cache.glob("chromium*/chrome-linux*/chrome*"), reverse=True):
        if os.access(file, os.X_OK) and file.is_file():
            return str(file)
    return None


def until(page: Any, expression: str, *, seconds: float = 10) -> None:
    """Wait until a JavaScript expression holds; Playwright's own way wants `eval`, which our pages forbid."""
    for _ in range(int(seconds * 20)):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never held: {expression}")


def blank(browser: Any, *, width: int = 1440, height: int = 844, **settings: Any) -> Any:
    """A window of nobody. `page.complaints` is what the browser says against what happens in it."""
    page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN", **settings)
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
    return page


def enter(
    browser: Any, site: str, people: People, path: str | None = None, *, user: int | None = None,
    role: str = "manager", **settings: Any,
) -> Any:  # fmt: skip
    """A window in which `user`, or a new person of this role, has logged in; with the page at `path`, or empty."""
    # Late: `python -m tests.support.system` asks for a Chromium before there is anything else.
    from app.web.accounts import visits

    page = blank(browser, **settings)
    key = people.key(people.user(role) if user is None else user)
    page.context.add_cookies([{"name": visits.NAME, "value": key, "url": site}])
    if path is not None:
        page.goto(f"{site}{path}")
    return page


@pytest.fixture(scope="module")
def running_browser() -> Iterator[Any]:
    """A Chromium that runs; fails where there is none, for a page that nobody looked at is not shown to work.

    Not for the whole session: as long as Playwright is there, the thread has a running event loop,
    which the job engine of another module would find.
    """
    from playwright import sync_api

    with sync_api.sync_playwright() as playwright:
        path = chromium()
        assert path, "no Chromium: python -m tests.support.system installs one"
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def browser(running_browser: Any) -> Iterator[Any]:
    """That Chromium. Windows that a test leaves open are closed: their pages would go on asking a server that is gone."""
    yield running_browser
    for window in running_browser.contexts:
        window.close()


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    """The address at which the application answers."""
    with served(app) as address:
        yield address
