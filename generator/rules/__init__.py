"""Cross-checks of a document whose shape is right: one file per subject, every rule a function of the symbols."""

from __future__ import annotations

from generator.rules import (
    computed,
    conditions,
    defaults,
    fields,
    labels,
    names,
    references,
)
from generator.symbols import Symbols

SUBJECTS = (names, labels, references, fields, conditions, defaults, computed)


def check(symbols: Symbols) -> None:
    """Run every rule; problems are collected in the document."""
    for subject in SUBJECTS:
        subject.check(symbols)
