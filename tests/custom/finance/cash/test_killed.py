"""kill -9 while money is received: nothing acknowledged is lost, nothing doubled or half done. `make prove` does it more often."""

from __future__ import annotations

import random

from app.generated.payment import Payment
from tests.custom.finance.cash.till import Till
from tests.faults.killing import run_and_kill

CODE = """
from datetime import datetime
import time_machine
from tests.support.worlds import APPLICATION
APPLICATION.activate()
from app.custom.finance.cash import payments
from app.generated.payment import Payment
from app.runtime import database, records
from app.runtime.context import Context
database.activate(database.Database({url!r}))
with time_machine.travel(datetime.fromisoformat("{now}"), tick=False):
    print("go", flush=True)
    for id in {counter}:
        with Context.for_user({cashier}) as ctx:
            records.transition(ctx, Payment, id, "receive")
    for id in {online}:
        with Context.system() as ctx, records.writing(ctx):
            payments.settle(
                ctx, ctx.get(Payment, id), channel_trade_no=f"T-{{id}}", fee=None, at=ctx.now
            )
"""


def receive_and_kill(till: Till, url: str, chance: random.Random, *, longest: float) -> bool:
    """Some payments, killed while they are received one after the other; then the rest; True: it was done before."""
    payers = [till.desk.customer(f"客户{chance.random()}") for _ in range(4)]
    for payer in payers:
        till.bill(payer, "60")
    made = [
        till.payment(payer, "100", channel)
        for payer, channel in zip(payers, ("cash", "wechat") * 2, strict=True)
    ]
    counter = [one.id for one in made if one.channel == "cash"]
    online = [one.id for one in made if one.channel == "wechat"]
    till.session  # noqa: B018
    code = CODE.format(
        url=url, now=till.ctx.now, counter=counter, online=online,
        cashier=till.desk.town.logins["郑出纳"],
    )  # fmt: skip
    was_done = run_and_kill(code, chance, longest=longest)
    for one in made:
        must_be_whole_or_nothing(till, one)
        if till.again(one).state != "settled":
            till.settle(one, f"T-{one.id}") if one.channel == "wechat" else till.receive(one)
        elif one.channel == "wechat":
            till.settle(one, f"T-{one.id}")
    till.must_tie()
    assert [till.prepaid(payer) for payer in payers] == [40] * 4
    return was_done


def must_be_whole_or_nothing(till: Till, payment: Payment) -> None:
    """Received with receipt, allocation and voucher, or as if nobody had begun."""
    one = till.again(payment)
    whole = (one.receipt_no is not None, one.voucher_id is not None, bool(till.allocations(one)))
    assert set(whole) == {one.state == "settled"}


def test_killed_cashiers_leave_whole_payments(till: Till, database_url: str) -> None:
    receive_and_kill(till, database_url, random.Random(2), longest=0.6)
