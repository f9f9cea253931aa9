"""Ids of a set, written into the log as spans and read from it again."""

from __future__ import annotations

import itertools

import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from app.runtime import records
from app.runtime.audit import seal, several
from app.runtime.audit.verify import verify
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.system import AuditLog
from tests.sample.models import Keyword

IDS = st.sets(st.integers(1, 400), min_size=1)


@given(IDS)
def test_spans_hold_exactly_the_ids(ids: set[int]) -> None:
    found = several.spans(ids)
    assert list(several.each(found)) == sorted(ids)
    assert several.size(found) == len(ids)
    assert all(last + 1 < first for (_, last), (first, _) in itertools.pairwise(found))


@given(IDS, st.integers(0, 450))
def test_the_first_are_left_out(ids: set[int], skip: int) -> None:
    assert list(several.each(several.spans(ids), skip=skip)) == sorted(ids)[skip:]


@given(st.dictionaries(st.sampled_from(["ids", "first", "last", "count", "clock", "name"]), st.one_of(
    st.text(), st.none(), st.lists(st.integers(), min_size=2, max_size=2)
)))  # fmt: skip
def test_a_change_of_fields_with_such_names_is_not_taken_for_a_set(
    diff: dict[str, object],
) -> None:
    pairs = {name: [None, value] for name, value in diff.items()}
    assert several.of_row(pairs) is None


def test_scattered_ids_get_several_rows_that_together_tell_them(
    ctx: Context, database: Database, monkeypatch: object
) -> None:
    monkeypatch.setattr(several, "MOST_SPANS", 3)  # type: ignore[attr-defined]
    rows = [{"name": f"w{number}"} for number in range(20)]
    records.write_set(ctx, Keyword, rows, action="create", audit="words")
    odd = sa.type_coerce(Keyword.id % 2 == 1, sa.Boolean)
    records.write_set(ctx, Keyword, odd, action="delete", audit="odd")
    seal.seal()
    with database.read_session() as session:
        diffs = list(
            session.scalars(
                sa.select(AuditLog.diff)
                .where(AuditLog.action == "set:delete")
                .order_by(AuditLog.id)
            )
        )
    assert [diff["count"] for diff in diffs] == [3, 3, 3, 1]
    assert len({diff["run"] for diff in diffs}) == 1
    told = [id for diff in diffs for id in several.each(several.of_row(diff) or ())]
    assert told == list(range(1, 20, 2))
    assert verify().is_whole
