"""A real Chromium (the system's, else the one that Playwright installed), and the application served for it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.support.site import served

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


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


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A Chromium that runs; fails where there is none, for a page that nobody looked at is not shown to work."""
    from playwright import sync_api

    with sync_api.sync_playwright() as playwright:
        path = chromium()
        assert path, "no Chromium: python -m tests.support.system installs one"
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    """The address at which the application answers."""
    with served(app) as address:
        yield address
