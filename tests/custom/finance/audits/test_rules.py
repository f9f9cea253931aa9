"""Every check finds what was planted for it, and nothing in clean books."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.custom.finance.audits.rules import RULES, SAID
from tests.custom.finance.audits.defects import PLANTS
from tests.custom.finance.audits.spoiled import Books

pytestmark = pytest.mark.database
Audit = Callable[..., list[Any]]


def test_there_are_nineteen_checks_each_with_a_defect_to_find() -> None:
    assert list(RULES) == [f"A{number:02d}" for number in range(1, 20)]
    assert {name.split()[0] for name in PLANTS} == set(RULES)


def test_a_clean_month_shows_nothing(audit: Audit) -> None:
    assert [(code, one.subject, one.evidence) for code, one in audit()] == []


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_defect_is_found_and_nothing_else(name: str, books: Books, audit: Audit) -> None:
    expected = PLANTS[name](books)
    found = audit()
    assert {(code, one.subject, one.subject_id) for code, one in found} == expected
    assert len(found) == len(expected)
    for code, one in found:
        told = RULES[code].told(one)
        zh, en = SAID.read(told, "zh"), SAID.read(told, "en")
        assert f"{zh} / {en}" == told
        assert "{" not in told
        assert all(record["entity"] and record["name"] for record in one.evidence["records"])
