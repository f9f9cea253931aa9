"""§3.9: what the system posts at once is what it would have posted one by one."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from app.custom.finance.books import batch, chain, checklist, reversal
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime import jobs, records
from app.runtime.database import Database
from app.runtime.errors import RuleViolation
from app.runtime.system import TransitionLog
from tests.custom.finance.books.office import JANUARY, Office
from tests.runtime.records.conftest import statements

pytestmark = pytest.mark.database
FEBRUARY = dt.date(2026, 2, 10)


def waiting(office: Office, count: int, *, on: dt.date = JANUARY, key: str = "w") -> list[int]:
    made = [
        office.event("repair_parts", amounts={"amount": 30}, on=on, key=f"{key}{number}")
        for number in range(count)
    ]
    return [one.id for one in made if one is not None]


def post_all(office: Office) -> None:
    with records.writing(office.ctx):
        office.ctx.enqueue(batch.JOB)
    jobs.run_due()


def numbers(office: Office, ids: list[int]) -> list[tuple[str, int, str]]:
    rows = office.session.execute(
        select(Voucher.voucher_no, Voucher.chain_no, Voucher.state)
        .where(Voucher.id.in_(ids))
        .order_by(Voucher.period_id, Voucher.chain_no)
    )
    return [tuple(row) for row in rows]


def whole(office: Office, *periods: str) -> None:
    for name in periods:
        assert chain.broken(office.ctx, office.period(name)) == []
        assert checklist.kept(office.ctx, office.period(name)).ok


def test_many_are_numbered_chained_and_kept_in_their_periods(office: Office, at: Any) -> None:
    at.move_to(dt.datetime(2026, 2, 11, 2, tzinfo=dt.UTC))
    office.posted("repair_parts", amounts={"amount": 30}, key="before")
    later = waiting(office, 2, on=FEBRUARY, key="f")
    ids = waiting(office, 3)
    post_all(office)
    assert numbers(office, ids) == [
        ("记-0002", 2, "posted"), ("记-0003", 3, "posted"), ("记-0004", 4, "posted"),
    ]  # fmt: skip
    assert numbers(office, later) == [("记-0001", 1, "posted"), ("记-0002", 2, "posted")]
    assert [office.period(name).vouchers for name in ("2026-01", "2026-02")] == [4, 2]
    assert office.balance("5401") == 120
    assert office.balance("5401", "2026-02") == 180
    whole(office, "2026-01", "2026-02")
    roads = office.session.scalars(
        select(TransitionLog.record_id).where(
            TransitionLog.entity == "voucher", TransitionLog.transition == "post"
        )
    ).all()
    assert sorted(roads)[1:] == sorted([*ids, *later])


def test_a_red_one_among_them_reverses_its_original(office: Office) -> None:
    first = office.posted("repair_parts", amounts={"amount": 30}, key="first")
    with records.writing(office.ctx):
        red = reversal.reverse_event(office.ctx, office.ctx.get(Voucher, first.id), on=JANUARY)
    waiting(office, 1)
    post_all(office)
    assert red is not None
    assert (office.again(red).state, office.again(first).state) == ("posted", "reversed")
    assert office.balance("5401") == 30
    whole(office, "2026-01")


def test_no_set_is_posted_past_the_ledger(office: Office) -> None:
    (id,) = waiting(office, 1)
    with pytest.raises(RuleViolation, match="digest"), records.writing(office.ctx):
        records.write_set(
            office.ctx, Voucher, [{"id": id}], action="step", step="post", audit="test"
        )
    assert office.again(Voucher(id=id)).state == "checked"


def test_the_number_of_statements_does_not_hang_on_that_of_vouchers(
    office: Office, database: Database
) -> None:
    office.posted("repair_parts", amounts={"amount": 30}, key="first")
    seen = []
    for count in (3, 11):
        waiting(office, count, key=f"s{count}-")
        with statements(database) as told, records.writing(office.ctx):
            assert batch.post_period(office.ctx, office.period().id) == count
        seen.append(len(told.seen))
    assert seen[0] == seen[1]
    assert office.balance("5401") == Decimal(15 * 30)
    lines = office.session.scalars(select(VoucherLine.id)).all()
    assert len(lines) == 30
