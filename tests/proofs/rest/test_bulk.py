"""A thousand rows by one call, beside the same rows one by one: CPU time, statements, and what a rehearsal costs."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.rest.conftest import Api, Shop
from tests.support.proofs import Proof

ROWS = 1_000
pytestmark = [pytest.mark.prove, pytest.mark.database]


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of this process, and the answer."""
    start = time.process_time()
    found = act()
    return time.process_time() - start, found


def test_a_thousand_rows(
    api: Callable[..., Api],
    shop: Shop,
    statements: Callable[[], Any],
    proof: Proof,
) -> None:
    program = api("manager")

    def bulk(body: dict[str, Any]) -> dict[str, Any]:
        answer = program.post("/article/bulk", body)
        assert answer.status_code == 200, answer.text[:500]
        found: dict[str, Any] = answer.get_json()
        assert found["totals"]["succeeded"] == ROWS
        return found

    def one_by_one() -> None:
        for number in range(ROWS // 10):
            answer = program.post("/article", {"name": f"single {number}", "price": "1.50"})
            assert answer.status_code == 201

    single, _ = timed(one_by_one)
    with statements() as of_one:
        program.post("/article", {"name": "counted", "price": "1.50"})
    rows = [{"name": f"bulk {number}", "price": "1.50"} for number in range(ROWS)]
    rehearsal, _ = timed(lambda: bulk({"action": "create", "rows": rows, "dry_run": True}))
    with statements() as of_many:
        create, made = timed(lambda: bulk({"action": "create", "rows": rows}))
    changed = [
        {"id": row["id"], "version": row["version"], "price": "2.50"} for row in made["results"]
    ]
    update, _ = timed(lambda: bulk({"action": "update", "rows": changed}))
    delete, _ = timed(
        lambda: bulk({"action": "delete", "where": {"name__starts": "bulk"}, "max_affected": ROWS})
    )
    per_row = len(of_many) / ROWS
    assert per_row <= len(of_one)
    assert create < single * 10
    proof.record(
        "bulk",
        {
            "single creates a CPU second": round(ROWS / 10 / single),
            "bulk creates a CPU second": round(ROWS / create),
            "bulk updates a CPU second": round(ROWS / update),
            "bulk deletes a CPU second": round(ROWS / delete),
            "rehearsed creates a CPU second": round(ROWS / rehearsal),
            "statements of a single create": len(of_one),
            "statements of a row": round(per_row, 1),
        },
    )
