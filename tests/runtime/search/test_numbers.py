"""Words of many numbers are made inside the database: the same words as of each of them alone."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.runtime.database import Database
from app.runtime.search.numbers import Around, words_of
from app.runtime.search.words import index_words


@pytest.mark.parametrize(
    "around",
    [
        Around("XJ202603-", 6, ""),
        Around("", 4, ""),
        Around("工单-", 4, "/甲"),
        Around("SB-YX-", 4, "-SB"),
        Around("A.b_", 1, "＃"),
    ],
)
def test_the_words_of_a_number_are_the_same(database: Database, around: Around) -> None:
    counts = [1, 42, 999_999, 1_234_567, 10_000_000]
    texts = [f"{around.head}{count:0{around.width}d}{around.tail}" for count in counts]
    with database.read_session() as session:
        for text in texts:
            words = words_of(sa.literal(text, sa.String), around)
            assert words is not None
            assert session.scalar(sa.select(words)) == " ".join(index_words(text))


@pytest.mark.parametrize(
    "around",
    [
        Around("XJ", 4, ""),  # `xj0001` is one word
        Around("2026-", 4, ""),  # the count may be 2026, too
        Around("", 4, "B"),
    ],
)
def test_a_number_that_python_alone_can_part_is_left_to_it(around: Around) -> None:
    assert words_of(sa.column("number", sa.String), around) is None
