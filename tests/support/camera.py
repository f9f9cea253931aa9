"""Pictures of pages for the documents: WebP, which every reader of Markdown shows, at half the bytes of PNG."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from tests.support.browser import until

QUALITY = 72
DRAWN = (
    "document.fonts.status === 'loaded'"
    " && [...document.querySelectorAll('[data-story]')]"
    ".filter(one => one.getBoundingClientRect().top < innerHeight)"
    ".every(one => !one.querySelector(':scope > p:only-child > a'))"
    " && [...document.querySelectorAll('[data-chart]')]"
    ".filter(one => one.getBoundingClientRect().top < innerHeight).every(one => one.querySelector('svg'))"
)
"""Fonts are there, and so are every chart and every timeline in sight."""


def take(page: Any, target: Path, *, scale: float = 1) -> int:
    """Write what is in sight, `scale` times as large; its bytes."""
    until(page, DRAWN)
    size = page.viewport_size
    clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": scale}
    asked = {"format": "webp", "quality": QUALITY, "clip": clip}
    answer = page.context.new_cdp_session(page).send("Page.captureScreenshot", asked)
    target.parent.mkdir(parents=True, exist_ok=True)
    return target.write_bytes(base64.b64decode(answer["data"]))
