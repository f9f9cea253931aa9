"""An export of many rows needs no more memory than one of few, and a statement for each chunk."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import records
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.transfer import export
from tests.sample.models import Keyword
from tests.support.proofs import Proof

pytestmark = [pytest.mark.prove, pytest.mark.database]
MANY, FEW = 100_000, 5_000
MEGABYTE = 1024**2


def test_memory_is_flat_and_statements_are_one_a_chunk(
    ctx: Context, database: Database, statements: Callable[[], Any], proof: Proof
) -> None:
    first = records.create(ctx, Keyword, {"name": "k0"}).id
    table: Any = Keyword.__table__
    with database.begin() as session:
        row = dict(session.execute(sa.select(table).where(table.c.id == first)).mappings().one())
        for start in range(1, MANY, 5_000):
            session.execute(
                sa.insert(table),
                [
                    {**row, "id": first + n, "name": f"k{n}"}
                    for n in range(start, min(start + 5_000, MANY))
                ],
            )

    def peak(most: int) -> tuple[int, int, int]:
        """(rows, bytes at the highest, statements) of the first pieces."""
        wanted = export.Export(Keyword, ["id", "name"], ["id", "name"])
        rows = 0
        with statements() as seen:
            tracemalloc.start()
            for piece in export.stream(ctx, wanted):
                rows += piece.count(b"\n")
                if rows > most:
                    break
            highest = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return rows, highest, len(seen)

    peak(FEW)  # What is made once is made.
    few, many = peak(FEW), peak(MANY)
    assert many[0] == MANY + 1
    assert many[1] < few[1] + 2 * MEGABYTE
    assert many[2] <= MANY / export.CHUNK + 5
    proof.record(
        "CSV export of 100,000 rows",
        {
            "rows": many[0] - 1,
            "memory at most": f"{many[1] / MEGABYTE:.1f} MB",
            "memory of 5,000 rows": f"{few[1] / MEGABYTE:.1f} MB",
            "statements": many[2],
        },
    )
