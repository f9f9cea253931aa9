"""The cashier: the counter, refunds, the cash box, signatures (3.1)."""

from __future__ import annotations

from tests.journeys.money import a_drawer, a_refund_to_pay, a_voucher_to_sign, somebody_owes, told
from tests.journeys.task import first_row, task
from tests.support.hands import Hands

DONE = "已执行"


@task("cashier", "收费台收现金", "Take money at the counter", clicks=2, given=somebody_owes)
def take_money(hands: Hands) -> None:
    hands.menu("收费台")
    hands.types(told("home"))
    hands.key("Enter")
    hands.press("确认收款")
    hands.sees("打印收据")


@task("cashier", "补打一张收据", "Hand a receipt out again", clicks=3)
def receipt_again(hands: Hands) -> None:
    hands.menu("收款单")
    first_row(hands)
    hands.press("收据", exact=False)


@task("cashier", "付一笔已批准的退款", "Pay a refund out", clicks=2, given=a_refund_to_pay)
def pay_a_refund(hands: Hands) -> None:
    hands.press(told("refund"), exact=False)
    hands.press("付款")
    hands.sees(DONE)


@task(
    "cashier",
    "现金日结并提交",
    "Count the cash of the day and hand it in",
    clicks=6,
    given=a_drawer,
)
def count_the_cash(hands: Hands) -> None:
    hands.menu("现金日结")
    hands.press("新建")
    hands.look_up("项目", "和兴里")
    hands.write("实点", told("cash"))
    hands.press("保存")
    hands.press("提交")
    hands.sees(DONE)


@task(
    "cashier",
    "在付款凭证上签字",
    "Sign a voucher that moves money",
    clicks=2,
    given=a_voucher_to_sign,
)
def sign_a_voucher(hands: Hands) -> None:
    hands.press(told("voucher"), exact=False)
    hands.press("出纳签字")
    hands.sees(DONE)
