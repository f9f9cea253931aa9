"""Cross-checks of a document whose shape is right: one file per subject, every rule a function of the symbols."""

from __future__ import annotations

from generator.rules import (
    conditions,
    defaults,
)
from generator.symbols import Symbols


def check(symbols: Symbols) -> None:
    """Run every rule; problems are collected in the document."""
    conditions.check(symbols)
    defaults.check(symbols)
