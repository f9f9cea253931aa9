"""The auditor on books and fees: runs, findings, and the way from a statement down to the payment (3.4)."""

from __future__ import annotations

import datetime as dt

from app.runtime import clock, jobs
from tests.journeys.money import a_finding_to_verify
from tests.journeys.staffing import colleagues, told
from tests.journeys.task import first_row, task
from tests.support.hands import Hands

DONE = "已执行"


@task("auditor", "发起一次审计检查", "Start an audit run", clicks=5)
def start_a_run(hands: Hands) -> None:
    last = f"{clock.today().replace(day=1) - dt.timedelta(days=1):%Y-%m}"
    hands.menu("审计")
    hands.press("新检查")
    hands.write("起", last)
    hands.write("止", last)
    hands.press("保存")
    jobs.run_due()
    hands.sees(last)


@task("auditor", "看一项发现并下达整改", "Open a finding and assign it", clicks=6, given=colleagues)
def assign_a_finding(hands: Hands) -> None:
    hands.menu("审计发现")
    first_row(hands)
    hands.press("下达整改")
    hands.look_up("整改人", told("csr"), within="dialog")
    hands.write("整改期限", f"{clock.today() + dt.timedelta(days=14):%Y-%m-%d}", within="dialog")
    hands.press("下达整改", within="dialog")
    hands.sees(DONE)


@task("auditor", "核实一项整改", "Verify what was mended", clicks=2, given=a_finding_to_verify)
def verify_a_finding(hands: Hands) -> None:
    hands.press_on(hands.page.locator("main a[href*='/audit_finding/show/']").first)
    hands.press("核实")
    hands.sees(DONE)


@task(
    "auditor",
    "从报表数字追到凭证和来源单据",
    "Follow a figure of a statement to its voucher and what caused it",
    clicks=6,
)
def follow_a_figure(hands: Hands) -> None:
    hands.menu("报表查询")
    hands.press("利润表")
    hands.press_on(hands.page.locator("main td a").first)
    hands.press_on(hands.page.locator("main td a").first)
    first_row(hands)
    hands.press("来龙去脉")
    hands.sees("出账批次")
