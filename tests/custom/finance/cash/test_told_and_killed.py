"""kill -9 while a channel's notice is booked: nothing is lost, doubled or half done. `make prove` does it more often."""

from __future__ import annotations

import base64
import json
import random

from sqlalchemy import func, select

from app.generated.payment import Payment
from app.generated.payment_allocation import PaymentAllocation
from app.generated.voucher import Voucher
from app.runtime.system import TransitionLog
from tests.custom.finance.cash.channel import DONE, Channel
from tests.custom.finance.cash.test_online import begun
from tests.custom.finance.cash.till import Till
from tests.faults.killing import let_go, named, run_and_kill

CODE = """
import base64, json
from datetime import datetime
import time_machine
from tests.support.worlds import APPLICATION
APPLICATION.activate()
from app.custom.finance.cash.online import channels
from app.custom.finance.cash.online.sandbox import gateways, keys
from app.runtime import database
from tests.custom.finance.cash.channel import tell
class At:
    keys, url = keys.Keys(*{keys!r}), {sandbox!r}
channels.use({{
    "wechat": gateways.wechat(At, notify_url="http://x/hooks/wechat"),
    "alipay": gateways.alipay(At, notify_url="http://x/hooks/alipay", return_url="http://x"),
}})
database.activate(database.Database({url!r}))
headers, body = json.loads({headers!r}), base64.b64decode({body!r})
with time_machine.travel(datetime.fromisoformat("{now}"), tick=False):
    print("go", flush=True)
    for _ in range(3):
        tell({name!r}, headers, body)
"""


def tell_and_kill(
    till: Till, channel: Channel, url: str, chance: random.Random, *, number: int, longest: float
) -> bool:
    """A notice arrives three times and its taker is killed; the channel tells it again. True: it was booked before."""
    payer = till.desk.customer(f"住户{number}")
    bill = till.bill(payer, "276.53")
    payment = channel.started(begun(till, bill, channel.name))
    said = channel.paid(payment)
    till.ctx.session.rollback()
    at = channel.at
    code = CODE.format(
        keys=(at.keys.ours, at.keys.channel, at.keys.apiv3_key), sandbox=at.url, url=named(url),
        headers=json.dumps(dict(said.headers)), body=base64.b64encode(said.body).decode(),
        now=till.ctx.now, name=channel.name,
    )  # fmt: skip
    was_done = run_and_kill(code, chance, longest=longest)
    let_go(url)
    whole(till, payment, booked=till.again(payment).state == "settled")
    assert channel.tell(said).body == DONE[channel.name]
    whole(till, payment, booked=True)
    assert till.again(bill).state == "paid"
    till.must_tie()
    return was_done


def whole(till: Till, payment: Payment, *, booked: bool) -> None:
    """Payment, allocation, voucher and road are there together, once, or none of them."""
    one = int(booked)
    counts = [
        till.session.scalar(select(func.count()).where(condition))
        for condition in (
            PaymentAllocation.payment_id == payment.id,
            (Voucher.event == "payment_settled") & (Voucher.source_id == payment.id),
            (TransitionLog.entity == "payment")
            & (TransitionLog.record_id == payment.id)
            & (TransitionLog.transition == "settle"),
        )
    ]
    found = till.again(payment)
    assert counts == [one] * 3
    assert (found.receipt_no is not None, found.voucher_id is not None) == (booked, booked)


def test_a_killed_notice_is_booked_when_it_comes_again(
    till: Till, channels: dict[str, Channel], database_url: str
) -> None:
    tell_and_kill(till, channels["wechat"], database_url, random.Random(3), number=1, longest=0.3)
