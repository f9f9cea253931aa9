"""The service desk: calls, chats, registrations, orders (1.1, 1.4)."""

from __future__ import annotations

from tests.journeys.given import a_doubtful_registration, a_waiting_chat
from tests.journeys.task import search, task
from tests.support.hands import Hands


@task("csr", "登记一张工单（客户报修）", "Write down what a resident reports", clicks=5)
def write_down_an_order(hands: Hands) -> None:
    hands.menu("服务台")
    hands.press("新建工单")
    hands.look_up("客户", "王小明")
    # His home stands there before anybody goes on.
    hands.page.wait_for_function("() => document.querySelector('[name=unit]').value !== ''")
    hands.write("摘要", "厨房水管漏水")
    hands.press("保存")
    hands.sees("给排水")


@task("csr", "按手机尾号找到客户", "Find a customer by the last four digits", clicks=2)
def find_a_customer(hands: Hands) -> None:
    hands.menu("服务台")
    hands.write_in(hands.page.locator("main input[type=search]").first, "0221")
    hands.key("Enter")
    hands.sees("王小明")


@task("csr", "接入在线会话并回复", "Take a waiting chat and answer", clicks=5, given=a_waiting_chat)
def answer_a_chat(hands: Hands) -> None:
    hands.menu("服务台")
    hands.press_on(hands.page.locator("main a[href*='/desk/chat/']").first)
    hands.press("接入")
    hands.write("内容", "周末 9:00–17:00，节假日照常。")
    hands.press("回复")
    hands.sees("周末 9:00–17:00")


@task(
    "csr",
    "核验一份客户登记",
    "Decide a registration that waits",
    clicks=5,
    given=a_doubtful_registration,
)
def decide_a_registration(hands: Hands) -> None:
    hands.menu("服务台")
    doubtful = hands.page.locator("main a[href*='/registration/']").filter(has_text="霖").first
    hands.press_on(doubtful)
    hands.press("不是同一人，新建档案")
    hands.write("备注", "已电话核实，是其胞弟", within="dialog")
    hands.press("不是同一人，新建档案", within="dialog")
    hands.sees("已执行")


@task("csr", "从任意页面查一张工单的进度", "Look an order up from any page", clicks=1)
def look_an_order_up(hands: Hands) -> None:
    search(hands, "卫生间地漏堵了")
    hands.sees("卫生间地漏堵了")
