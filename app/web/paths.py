"""Where a redirect may lead: to a path of this site."""

from __future__ import annotations


def own_path(target: str | None, fallback: str = "/") -> str:
    """`target` when it is a path of this site, else `fallback`: no redirect leaves the house."""
    if not target or not target.startswith("/") or target[1:2] in ("/", "\\"):
        return fallback
    if any(ord(letter) < 32 for letter in target):
        return fallback
    return target
