"""Where a Chromium is: the system's, else the one that Playwright installed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

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
