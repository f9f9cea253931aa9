"""Numbers: their pattern, their series, and twenty threads that want one at the same time."""

from __future__ import annotations

import datetime as dt
import threading
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from app.runtime import database, records
from app.runtime.context import Context
from app.runtime.errors import ValidationFailed
from app.runtime.writing import numbering
from tests.sample.models import Buyer, Posting, Sale

DAY = dt.date(2026, 2, 14)


@pytest.mark.parametrize(
    ("pattern", "number", "text"),
    [
        ("WO{yy}{mm}-{seq:5}", 7, "WO2602-00007"),
        ("{yyyy}{mm}{dd}/{seq}", 12, "20260214/12"),
        ("{project.code}-{seq:2}", 123, "P1-123"),
    ],
)
def test_a_pattern_is_filled(pattern: str, number: int, text: str) -> None:
    scope = SimpleNamespace(code="P1", id=3)
    assert numbering.render(pattern, day=DAY, number=number, scope=scope) == text


def test_a_new_month_and_another_scope_count_anew() -> None:
    def key(day: dt.date, scope: int) -> str:
        found = SimpleNamespace(id=scope, code="P")
        return numbering.series("order", "no", "WO{yy}{mm}-{seq:5}", day=day, scope=found)

    assert len({key(DAY, 1), key(DAY, 2), key(dt.date(2026, 3, 1), 1)}) == 3
    assert key(DAY, 1) == key(dt.date(2026, 2, 28), 1)


def test_each_store_has_its_own_series(shop: Any) -> None:
    with time_machine.travel("2026-02-14T02:00:00+00:00", tick=False):
        here = [shop.sale().sale_no for _ in range(2)]
        there = shop.sale(shop.manager, store=shop.other_store).sale_no
    with time_machine.travel("2026-03-01T02:00:00+00:00", tick=False):
        march = shop.sale().sale_no
    assert (here, there, march) == (
        ["S2602-0001", "S2602-0002"],
        "S2602-0001",
        "S2603-0001",
    )


def test_the_month_turns_in_the_zone_of_the_application(shop: Any) -> None:
    with time_machine.travel("2026-02-28T16:30:00+00:00", tick=False):
        assert shop.sale().sale_no == "S2603-0001"


def test_a_refused_record_takes_no_number(shop: Any) -> None:
    first = shop.sale().sale_no
    with pytest.raises(ValidationFailed):
        shop.sale(level="wrong")
    with records.dry_run(shop.ann):
        shop.sale()
    assert int(shop.sale().sale_no[-4:]) == int(first[-4:]) + 1


def in_threads(count: int, work: Any) -> None:
    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_twenty_threads_that_now_and_then_fail_leave_no_gap(shop: Any) -> None:
    seen: list[str] = []

    def work() -> None:
        with Context.system() as ctx:
            for place in range(5):
                try:
                    with records.writing(ctx):
                        made = ctx.create(Posting, amount=1)
                        if place == 2:
                            raise InterruptedError
                    seen.append(str(made.number))
                except InterruptedError:
                    continue

    in_threads(20, work)
    assert sorted(int(number[-6:]) for number in seen) == list(range(1, 81))


def test_fast_numbers_of_twenty_threads_differ(shop: Any) -> None:
    seen: list[str] = []

    def work() -> None:
        with Context.system() as ctx:
            for _ in range(2):
                seen.append(str(records.create(ctx, Buyer, {"name": "x"}).number))

    in_threads(20, work)
    assert len(set(seen)) == 40


def test_a_block_of_numbers_is_taken_at_once(shop: Any) -> None:
    with database.current().begin() as session:
        assert numbering.take(session, "k", gapless=True, count=50) == 1
        assert numbering.take(session, "k", gapless=True) == 51


def test_a_series_goes_on_after_old_numbers_and_never_back(shop: Any) -> None:
    with database.current().begin() as session:
        numbering.start_at(session, "k", 100)
        session.flush()
        numbering.start_at(session, "k", 50)
        assert numbering.take(session, "k", gapless=True) == 101


def test_a_fast_series_goes_on_in_the_transaction_that_brought_old_numbers(shop: Any) -> None:
    """Counted aside it would wait for the row that this very transaction has locked."""
    with Context.system() as ctx, records.writing(ctx):
        first = int(ctx.create(Buyer, name="x").number[1:])
        key = numbering.series("buyer", "number", "B{seq:6}", day=DAY)
        numbering.start_at(ctx.session, key, first + 100)
        in_blocks = numbering.take(ctx.session, key, gapless=True, count=5)
        last = int(ctx.create(Buyer, name="y").number[1:])
    after = int(str(records.create(shop.system, Buyer, {"name": "z"}).number)[1:])
    assert (in_blocks - first, last - first, after - first) == (101, 106, 107)


def test_the_system_may_bring_an_old_number_a_person_may_not(shop: Any) -> None:
    old = records.create(
        shop.system, Sale, {"store": shop.store, "summary": "x", "sale_no": "OLD-1"}
    )
    assert old.sale_no == "OLD-1"
    with pytest.raises(ValidationFailed):
        shop.sale(sale_no="MINE-1")
