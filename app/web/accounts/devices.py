"""What a browser calls itself, in words that people know."""

from __future__ import annotations

BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("DingTalk", "DingTalk"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
"""Piece of a User-Agent → its name; the first that fits, since later ones also stand in those before them."""


def device_name(agent: str) -> str:
    """`Chrome · Windows`; else the beginning of what was sent."""
    found = [
        next((name for piece, name in known if piece in agent), "") for known in (BROWSERS, SYSTEMS)
    ]
    return " · ".join(name for name in found if name) or agent[:40] or "—"
