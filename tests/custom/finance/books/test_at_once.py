"""O9.7 and the like: what several do to the books at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from app.custom.finance.books import chain, checklist
from app.custom.finance.books.posting import post_event
from app.generated.accounting_period import AccountingPeriod
from app.generated.project import Project
from app.generated.voucher import Voucher
from app.runtime import records
from app.runtime.context import Context
from tests.custom.equipment.repair.test_at_once import together
from tests.custom.finance.books import january
from tests.custom.finance.books.office import JANUARY, MANAGER, Office


def test_twenty_posts_at_once_take_the_next_twenty_numbers(office: Office) -> None:
    for key in range(12):
        office.posted("repair_parts", amounts={"amount": 30}, key=f"a{key}")
    waiting = [
        office.event("repair_parts", amounts={"amount": 30}, key=f"b{key}") for key in range(20)
    ]

    def post(id: int) -> Callable[[Context], Any]:
        return lambda ctx: records.transition(ctx, Voucher, id, "post")

    manager = office.town.logins[MANAGER]
    ids = [one.id for one in waiting if one is not None]

    def alone(id: int) -> None:
        with Context.for_user(manager) as ctx:
            post(id)(ctx)

    # Six at a time: each has a connection to read and one to write, and a server has not many.
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(alone, ids))
    numbers = office.session.scalars(select(Voucher.number).order_by(Voucher.number)).all()
    assert numbers == list(range(1, 33))
    assert chain.broken(office.ctx, office.period()) == []
    assert checklist.kept(office.ctx, office.period()).ok
    assert office.balance("5401") == 32 * 30


def test_the_same_event_told_twice_at_once_makes_one_voucher(office: Office) -> None:
    project = office.town.project.id

    def tell(_: Context) -> None:
        with Context.system() as ctx, records.writing(ctx):
            source = ctx.session.scalars(
                select(Project).where(Project.id == project).with_for_update()
            ).one()
            post_event(ctx, "repair_parts", source, on=JANUARY, amounts={"amount": Decimal(30)})

    assert together(tell, tell, tell, by=[office.town.logins[MANAGER]] * 3) == [None] * 3
    assert office.session.scalar(select(func.count()).select_from(Voucher)) == 1


def test_closing_and_posting_at_once_leave_no_voucher_behind(office: Office) -> None:
    january.play(office)
    january.step(office, "start_close")
    january.step(office, "abort")
    waiting = office.event("repair_parts", amounts={"amount": 30})
    assert waiting is not None
    period = office.period().id

    def close(ctx: Context) -> None:
        records.transition(ctx, AccountingPeriod, period, "start_close")

    def post(ctx: Context) -> None:
        records.transition(ctx, Voucher, waiting.id, "post")

    refused = together(close, post, by=[office.town.logins[MANAGER]] * 2)
    assert refused[0] is None
    assert (refused[1] is None) == (office.again(waiting).state == "posted")
    posted = office.again(waiting).state == "posted"
    assert office.balance("5401") == (30 if posted else 0)
    assert checklist.kept(office.ctx, office.period()).ok
