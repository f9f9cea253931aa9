"""The arithmetic of a bill on its page, as the resident reads it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.web.reading import Line

from . import explain


def arithmetic(calc: Any, language: str) -> Sequence[Line]:
    """The lines of `Bill.calc`."""
    return [Line(one) for one in explain.lines(calc, language)]
