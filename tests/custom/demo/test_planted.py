"""Defects that the full demo plants: on the small demo, an audit finds exactly these beside what it found before (domain.md §7)."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from app.custom.finance.audits.rule import Found, scope_of
from app.custom.finance.audits.rules import RULES
from app.custom.finance.demo import planted
from app.runtime import records
from app.runtime.context import Context

pytestmark = pytest.mark.database

FIRST, LAST = dt.date(2025, 10, 1), dt.date(2026, 1, 31)
PLANTED = {"A01": 1, "A03": 4, "A04": 3, "A06": 12, "A08": 1, "A15": 1, "A18": 1}


def test_an_audit_finds_what_was_planted_and_nothing_else(ctx: Context) -> None:
    """The books are spoiled in a transaction that is given up, so the demo stays as it was."""
    before = audited(ctx)
    # Nobody matches the receipts of this plan, and six customers have owed for very long.
    assert {code for code, _, _ in before} <= {"A10", "A16"}
    assert sum(code == "A16" for code, _, _ in before) == 6
    with records.dry_run(ctx):
        defects = planted.plant(ctx, FIRST, LAST)
        after = audited(ctx)
    assert Counter(code for code, _, _ in defects) == PLANTED
    assert after - before == defects
    assert before <= after
    ctx.session.rollback()
    assert audited(ctx, "A01", "A04", "A15") == set()


def audited(ctx: Context, *codes: str) -> set[planted.Key]:
    """(check, entity, id) of all that the checks find in the closed months."""
    found: set[planted.Key] = set()
    scope = scope_of(ctx, FIRST, LAST)
    for code in codes or RULES:
        after, step = None, RULES[code].step
        assert step is not None
        while True:
            told, after = step(scope, after)
            found |= {(code, one.subject, one.subject_id) for one in told if isinstance(one, Found)}
            if after is None:
                break
    return found
