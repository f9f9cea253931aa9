"""Residents on a phone (1.1–1.4)."""

from __future__ import annotations

from app.runtime import jobs
from tests.journeys.given import a_quoted_request, a_request_under_way, a_resolved_request
from tests.journeys.task import PHONE, task
from tests.support.hands import Hands


def request(hands: Hands, state: str) -> None:
    """Open the first of my requests that is in this state."""
    hands.press_on(
        hands.page.locator("main a[href*='/portal/requests/']").filter(has_text=state).first
    )


@task("customer", "报修", "Report a fault", clicks=3, width=PHONE)
def report_a_fault(hands: Hands) -> None:
    hands.press("报事报修")
    hands.write("摘要", "厨房水管漏水")
    hands.press("提交")
    hands.sees("厨房水管漏水")


@task(
    "customer",
    "查看报修进度",
    "See how far a request is",
    clicks=1,
    width=PHONE,
    given=a_request_under_way,
)
def see_progress(hands: Hands) -> None:
    request(hands, "处理中")
    hands.sees("进度")


@task("customer", "同意报价", "Accept a quote", clicks=2, width=PHONE, given=a_quoted_request)
def accept_a_quote(hands: Hands) -> None:
    request(hands, "待报价确认")
    hands.press("同意报价", exact=False)
    hands.sees("处理中")


@task(
    "customer",
    "确认完成并评价",
    "Confirm and rate",
    clicks=5,
    width=PHONE,
    given=a_resolved_request,
)
def confirm_and_rate(hands: Hands) -> None:
    request(hands, "待确认")
    hands.press("确认并评价")
    hands.pick("评分", "5 ★★★★★")
    hands.press("确认并评价")
    hands.sees("已关闭")


@task("customer", "看账单怎么算的", "Read how a bill was reckoned", clicks=2, width=PHONE)
def read_a_bill(hands: Hands) -> None:
    hands.press("我的账单", within="body")
    hands.press_on(hands.page.locator("main .bills a").first)
    hands.sees("怎么算的")


@task("customer", "缴一张账单", "Pay a bill", clicks=5, width=PHONE)
def pay_a_bill(hands: Hands) -> None:
    hands.press("我的账单", within="body")
    hands.press("去缴费")
    hands.press("微信")
    hands.press("演示：打开模拟支付")
    hands.press("支付", exact=False)
    jobs.run_due()
    hands.sees("收据")


@task("customer", "申请发票", "Ask for an invoice", clicks=4, width=PHONE)
def ask_for_an_invoice(hands: Hands) -> None:
    hands.press("我的账单", within="body")
    hands.press_on(hands.page.locator("main .requests a").first)
    hands.press("申请发票")
    hands.press("申请")
    hands.sees("已申请")


@task("customer", "给客服留言", "Write to the service desk", clicks=3, width=PHONE)
def write_to_the_desk(hands: Hands) -> None:
    hands.press("在线客服", within="body")
    hands.write_in(
        hands.page.locator("main textarea, main input[type=text]").first, "停车月卡怎么办"
    )
    hands.press_on(hands.page.locator("main form button").first)
    hands.sees("停车月卡怎么办")
