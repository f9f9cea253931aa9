"""Cross-checks of a document whose shape is right: one file per subject, every rule a function of the symbols."""

from __future__ import annotations

from generator.rules import (
    clocks,
    computed,
    conditions,
    defaults,
    entities,
    expectations,
    fields,
    home,
    labels,
    names,
    people,
    permissions,
    references,
    reports,
    screens,
    sensitive,
    workflow,
)
from generator.symbols import Symbols

SUBJECTS = (
    names,
    labels,
    references,
    people,
    entities,
    fields,
    conditions,
    defaults,
    computed,
    workflow,
    clocks,
    permissions,
    expectations,
    screens,
    reports,
    home,
    sensitive,
)
"""Conditions come before what looks at compiled expressions; the others in any order."""


def check(symbols: Symbols) -> None:
    """Run every rule; problems are collected in the document."""
    for subject in SUBJECTS:
        subject.check(symbols)
