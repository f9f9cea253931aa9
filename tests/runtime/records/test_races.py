"""Many writers at once: sums stay right, nothing is lost, nobody waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import AppError, StaleRecord, ValidationFailed
from tests.sample.models import Sale, SaleLine, Store


def at_once(*works: Callable[[Context], None], user: int) -> list[BaseException]:
    """Run each in a thread with a context of its own; what they raised."""
    raised: list[BaseException] = []
    start = threading.Barrier(len(works))

    def run(work: Callable[[Context], None]) -> None:
        try:
            with Context.for_user(user) as ctx:
                start.wait(timeout=30)
                work(ctx)
        except BaseException as error:  # handed to the test
            raised.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def total_of(sale: Sale) -> tuple[Decimal, Decimal]:
    """The stored total, and what the lines come to."""
    with Context.system() as ctx:
        stored = ctx.get(Sale, sale.id).total
        lines = ctx.session.scalars(
            sa.select(SaleLine.amount).where(
                SaleLine.sale_id == sale.id, SaleLine.deleted_at.is_(None)
            )
        )
        return Decimal(stored or 0), sum((Decimal(a or 0) for a in lines), Decimal(0))


def test_lines_added_to_one_sale_by_ten_people_add_up(shop: Any) -> None:
    sale = shop.sale()

    def add(ctx: Context) -> None:
        for _ in range(5):
            records.create(ctx, SaleLine, {"sale": sale.id, **shop.line(1, 2)})

    assert at_once(*[add] * 10, user=shop.ann.actor.id) == []
    assert total_of(sale) == (Decimal(100), Decimal(100))


def test_a_sale_and_its_lines_changed_from_both_ends_stay_in_step(shop: Any) -> None:
    sale = shop.sale(lines=[shop.line(1, 1) for _ in range(3)])
    lines = [line.id for line in sale.lines]

    def from_above(ctx: Context) -> None:
        for price in range(3):
            given = [{"id": id, "price": price + 1} for id in lines]
            records.update(ctx, Sale, sale.id, {"summary": f"v{price}", "lines": given})

    def from_below(ctx: Context) -> None:
        for price in range(3):
            for id in reversed(lines):
                records.update(ctx, SaleLine, id, {"price": 10 + price})

    assert at_once(*[from_above, from_below] * 2, user=shop.ann.actor.id) == []
    stored, real = total_of(sale)
    assert stored == real


def test_of_two_who_take_one_code_one_is_told(shop: Any) -> None:
    def take(ctx: Context) -> None:
        records.create(ctx, Store, {"code": "SAME", "name": "x"})

    raised = at_once(*[take] * 6, user=shop.manager.actor.id)
    assert len(raised) == 5
    for error in raised:
        assert isinstance(error, ValidationFailed)
        assert [(e.field, e.code) for e in error.errors] == [("code", "unique")]


def test_of_many_who_read_the_same_version_one_writes(shop: Any) -> None:
    sale = shop.sale()

    def write(ctx: Context) -> None:
        records.update(ctx, Sale, sale.id, {"summary": f"by {threading.get_ident()}"}, version=1)

    raised = at_once(*[write] * 8, user=shop.ann.actor.id)
    assert len(raised) == 7
    assert all(isinstance(error, StaleRecord) for error in raised)
    assert shop.fresh(sale).version == 2


def test_a_sale_deleted_while_it_grows_is_whole_or_gone(shop: Any) -> None:
    sale = shop.sale()

    def grow(ctx: Context) -> None:
        for _ in range(5):
            records.create(ctx, SaleLine, {"sale": sale.id, **shop.line()})

    def drop(ctx: Context) -> None:
        with Context.for_user(shop.manager.actor.id) as manager:
            records.delete(manager, Sale, sale.id)

    raised = at_once(grow, drop, grow, user=shop.ann.actor.id)
    assert all(isinstance(error, AppError) for error in raised)
    with Context.system() as ctx:
        left = ctx.session.scalars(
            sa.select(SaleLine.id).where(SaleLine.sale_id == sale.id, SaleLine.deleted_at.is_(None))
        ).all()
    assert left == []
