"""Twenty programs over HTTP that each add ten times to one record: two hundred, on both databases."""

from __future__ import annotations

from collections import Counter

import pytest
import sqlalchemy as sa

from app.runtime.database import Database
from tests.faults.conftest import served, store, together, token, value
from tests.faults.serving import Serving
from tests.sample.models import Article
from tests.support.proofs import Proof

__all__ = ["served", "store", "token"]  # fixtures

THREADS, TIMES = 20, 10


@pytest.mark.prove
def test_increments(served: Serving, token: str, database: Database, proof: Proof) -> None:
    path = "/api/v1/article/1"
    answers: Counter[int] = Counter()

    def add(_: int) -> None:
        done = 0
        while done < TIMES:
            seen = served.send("GET", path, token=token)
            answer = served.send(
                "PATCH", path, {"stock": seen.body["stock"] + 1}, token=token,
                **{"If-Match": seen.headers["ETag"]},
            )  # fmt: skip
            answers[answer.status] += 1
            done += answer.status == 200

    assert together(THREADS, add) == [None] * THREADS
    total = value(database, sa.select(Article.stock).where(Article.id == 1))
    assert set(answers) <= {200, 412}
    assert total == THREADS * TIMES
    proof.record(
        "20 programs × 10 increments of one record over HTTP",
        {"total": total, "overtaken and tried again": answers[412], "other answers": 0},
    )
