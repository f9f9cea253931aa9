"""Who checks and approves money: finance manager, general manager, head of a department; and who asks for it (3.2, 3.3)."""

from __future__ import annotations

from tests.journeys.managers import have_it_sent
from tests.journeys.money import (
    a_budget_to_approve,
    a_budget_to_review,
    a_month_to_close,
    a_refund_to_approve,
    a_run_to_approve,
    an_expense_to_approve,
    statements_to_review,
    told,
    vouchers_to_check,
)
from tests.journeys.task import PHONE, task
from tests.support.hands import Hands
from tests.support.pictures import PNG

DONE = "已执行"
PHOTO = {"name": "receipt.png", "mimeType": "image/png", "buffer": PNG}


@task("fin_mgr", "批准出账", "Approve a bill run", clicks=2, given=a_run_to_approve)
def approve_a_run(hands: Hands) -> None:
    hands.press(told("run"), exact=False)
    hands.press("批准出账")
    hands.sees(DONE)


@task(
    "fin_mgr",
    "审核并记账一张凭证",
    "Check a voucher and post it",
    clicks=3,
    given=vouchers_to_check,
)
def check_and_post(hands: Hands) -> None:
    hands.press(told("voucher"), exact=False)
    hands.press("审核")
    hands.press("记账")
    hands.sees("记账时间")


@task(
    "fin_mgr", "按检查清单结账", "Close a period by its checklist", clicks=5, given=a_month_to_close
)
def close_a_period(hands: Hands) -> None:
    hands.menu("会计期间")
    hands.press(told("period"))
    hands.press("期末计提结转")
    hands.press("开始结账")
    hands.press("结账")
    hands.sees("已执行：结账")


@task("fin_mgr", "审阅一张报表", "Review a statement", clicks=3, given=statements_to_review)
def review_a_statement(hands: Hands) -> None:
    hands.press("资产负债表", exact=False)
    hands.press("审阅")
    hands.press("审阅", within="dialog")
    hands.sees(DONE)


@task("fin_mgr", "批准一笔退款", "Approve a refund", clicks=2, given=a_refund_to_approve)
def approve_a_refund(hands: Hands) -> None:
    hands.press(told("refund"), exact=False)
    hands.press("批准")
    hands.sees(DONE)


@task("fin_mgr", "审核一份预算", "Review a budget", clicks=2, given=a_budget_to_review)
def review_a_budget(hands: Hands) -> None:
    hands.press_on(hands.page.locator("main a[href*='/budget/show/']").first)
    hands.press("财务审核")
    hands.sees(DONE)


@task("fin_mgr", "每月把一张报表发给我", "Have a report sent every month", clicks=5)
def monthly(hands: Hands) -> None:
    have_it_sent(hands)


@task("gm", "看上月的三张报表", "Read the statements of last month", clicks=3)
def read_the_statements(hands: Hands) -> None:
    hands.menu("报表查询")
    hands.sees("资产总计")
    hands.press("利润表")
    hands.sees("净利润")
    hands.press("现金流量表")
    hands.sees("期末现金余额")


@task("gm", "批准一份预算", "Approve a budget", clicks=2, given=a_budget_to_approve)
def approve_a_budget(hands: Hands) -> None:
    hands.press_on(hands.page.locator("main a[href*='/budget/show/']").first)
    hands.press("批准")
    hands.sees("执行中")


@task("dept_mgr", "批准一笔费用", "Approve an expense", clicks=2, given=an_expense_to_approve)
def approve_an_expense(hands: Hands) -> None:
    hands.press(told("expense"), exact=False)
    hands.press("部门批准")
    hands.sees(DONE)


@task("dept_mgr", "在预算内调剂两个月", "Move a budget from one month to another", clicks=15)
def move_a_budget(hands: Hands) -> None:
    hands.menu("预算调整单")
    hands.press("新建")
    hands.press_on(hands.page.get_by_role("combobox", name="预算", exact=True))
    hands.page.get_by_role("option").first.wait_for()
    hands.key("ArrowDown")
    hands.key("Enter")
    hands.pick("类型", "调剂")
    hands.write("原因", "年底集中采购")
    hands.press("添加一行")
    for number, (month, change) in enumerate((("1", "-500"), ("12", "500")), start=1):
        row = f"[data-grid=lines] tbody tr:nth-child({number})"
        hands.look_up("科目", "5602", within=row)
        hands.write("月份", month, within=row)
        hands.write("增减", change, within=row)
        if number == 1:
            hands.key("Control+Enter")
    hands.press("保存")
    hands.press("提交")
    hands.sees(DONE)


@task("employee", "用手机报销一张票据", "Claim an expense with its photo", clicks=10, width=PHONE)
def claim_an_expense(hands: Hands) -> None:
    hands.press("新建 我的费用申请")
    hands.look_up("费用科目", "5602")
    hands.write("收款方", "晨光文具")
    hands.write("价税合计", "86")
    hands.write("事由", "打印纸")
    hands.attach("票据", PHOTO)
    hands.press("保存")
    hands.press("提交")
    hands.sees(DONE)
