"""Texts of an address or a form that go into a question to the database."""

from __future__ import annotations

from collections.abc import Mapping


def text(given: Mapping[str, str], name: str, most: int = 100) -> str:
    """What was typed, without blanks around it, at most so many characters; "" when nothing was."""
    # PostgreSQL holds no such sign in any text and refuses the question: this one finds nothing.
    return given.get(name, "").replace("\0", "\ufffd").strip()[:most]
