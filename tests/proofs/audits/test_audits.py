"""Audit runs killed at many seeded points, and all checks over a million lines of vouchers."""

from __future__ import annotations

import random
import resource
import time
from decimal import Decimal
from typing import Any

import pytest

from app.custom.finance.audits.rule import Found, scope_of
from app.custom.finance.audits.rules import RULES
from app.custom.finance.books import periods
from tests.custom.finance.audits.conftest import at, books, database_url, office, town, world
from tests.custom.finance.audits.spoiled import Books
from tests.custom.finance.audits.test_killed import SPOILED, audit_and_kill
from tests.custom.finance.books.office import Office
from tests.support.proofs import Proof

__all__ = ["at", "books", "database_url", "office", "town", "world"]  # fixtures

ROUNDS = 24
VOUCHERS, LINES = 500, 2000
GROWTH = 300
"""MiB that all checks together may need."""
pytestmark = [pytest.mark.prove, pytest.mark.database]


def test_killed_runs(
    office: Office, books: Books, at: Any, database_url: str, proof: Proof
) -> None:
    for plant in SPOILED:
        plant(books)
    chance = random.Random(11)
    done = sum(
        audit_and_kill(office, books, at, database_url, chance, longest=1.0) for _ in range(ROUNDS)
    )
    proof.record(
        "Audit runs killed with -9",
        {"runs": ROUNDS, "kills": ROUNDS - done, "lost": 0, "doubled": 0, "half done": 0},
    )


def test_a_million_lines(office: Office, books: Books, proof: Proof) -> None:
    for number in range(VOUCHERS):
        amounts = [Decimal(n * 37 + number) / 100 for n in range(1, LINES)]
        books.many("repair_parts", f"parts {number}", books.period.starts_on, amounts)
    office.ctx.session.rollback()
    scope = scope_of(office.ctx, *periods.span("2026-01"))
    before = _peak()
    spent: dict[str, float] = {}
    for code, rule in RULES.items():
        started, after = time.perf_counter(), None
        assert rule.step is not None
        while True:
            told, after = rule.step(scope, after)
            # What so many lines alike may show is no defect: they are read to the end.
            sum(isinstance(one, Found) for one in told)
            if after is None:
                break
        spent[code] = time.perf_counter() - started
    grown = _peak() - before
    assert grown < GROWTH
    slowest = max(spent, key=lambda code: spent[code])
    proof.record(
        "All checks over a million lines",
        {
            "lines": VOUCHERS * LINES, "seconds": round(sum(spent.values()), 1),
            "slowest": f"{slowest} {spent[slowest]:.1f} s", "memory": f"+{grown} MiB",
        },
    )  # fmt: skip


def _peak() -> int:
    """MiB that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
