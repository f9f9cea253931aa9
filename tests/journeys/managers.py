"""Managers and auditors: figures, what is late, what was done (1.5)."""

from __future__ import annotations

import itertools

from tests.journeys.given import an_assigned_order
from tests.journeys.people import put_on_duty
from tests.journeys.staffing import colleagues, told
from tests.journeys.task import first_row, search, task
from tests.support.hands import Hands

_reports = itertools.cycle(("工单量", "各分类工单", "各项目工单"))


def have_it_sent(hands: Hands) -> None:
    """A report every month, beginning with the list of them."""
    hands.menu("报表")
    hands.press(next(_reports), exact=False)
    hands.press("定期接收")
    hands.press("订阅")
    hands.press("定期接收", exact=False)
    hands.sees("取消")


@task("eng_mgr", "打开拖得最久的工单", "Open the order that is late longest", clicks=1)
def open_the_longest(hands: Hands) -> None:
    hands.press_on(hands.page.locator("main a[href*='/work_order/show/']").first)
    hands.sees("时限")


@task(
    "eng_mgr",
    "看本月时限达成率及其工单",
    "See this month's share in time, and its orders",
    clicks=1,
)
def in_time(hands: Hands) -> None:
    hands.press_on(hands.page.locator("main a[href*='sla_state=met']").first)
    hands.sees("服务工单")


@task("eng_mgr", "看各分类的解决用时", "See how long each category takes", clicks=2)
def by_category(hands: Hands) -> None:
    hands.menu("报表")
    hands.press("各分类解决用时", exact=False)
    hands.sees("给排水")


@task("eng_mgr", "主管转单", "Give an order to somebody else", clicks=7, given=an_assigned_order)
def reassign_as_manager(hands: Hands) -> None:
    hands.menu("服务工单")
    hands.press("已派单", exact=False)
    first_row(hands)
    hands.press("主管转单")
    hands.press_on(hands.page.locator("dialog [type=radio]").first)
    hands.write("备注", "原处理人请假", within="dialog")
    hands.press("主管转单", within="dialog")
    hands.sees("已执行")


@task("eng_mgr", "给维修工排班", "Put a technician on duty", clicks=6, given=colleagues)
def roster_of_technicians(hands: Hands) -> None:
    put_on_duty(hands, told("technician"))


@task("gm", "看本月各项目的工单", "See the orders of each project this month", clicks=1)
def by_project(hands: Hands) -> None:
    hands.press("各项目工单")
    hands.sees("云溪花园")


@task("gm", "打开一张超时的工单", "Open an order that is late", clicks=1)
def open_a_late_one(hands: Hands) -> None:
    hands.press_on(hands.page.locator("main a[href*='/work_order/show/']").first)
    hands.sees("处理人")


@task("gm", "每月把一张报表发给我", "Have a report sent every month", clicks=5)
def subscribe(hands: Hands) -> None:
    have_it_sent(hands)


@task("gm", "看是否需要改进及依据", "See what should be better, and why", clicks=1)
def suggestions(hands: Hands) -> None:
    hands.menu("统计分析")
    hands.sees("建议")


@task("gm", "找到一位住户", "Find a resident", clicks=2)
def find_a_resident(hands: Hands) -> None:
    search(hands, "王小明")
    hands.press("王小明", exact=False)
    hands.sees("YX-3-2-1501")


@task("auditor", "看一张工单的来龙去脉", "Follow an order through the modules", clicks=4)
def follow_the_trail(hands: Hands) -> None:
    hands.menu("服务工单")
    hands.press("已关闭", exact=False)
    hands.press_on(hands.page.locator("main tbody tr a").first)
    hands.press("来龙去脉")
    hands.sees("已关闭")


@task(
    "auditor", "把已关闭的工单导出为 Excel", "Take the closed orders along as a workbook", clicks=4
)
def export(hands: Hands) -> None:
    hands.menu("服务工单")
    hands.press("已关闭", exact=False)
    hands.press("导出")
    with hands.page.expect_download() as download:
        hands.press("Excel", exact=False)
    assert download.value.suggested_filename.endswith(".xlsx")


@task("auditor", "按流程手册核对谁能做什么", "Check in the manual who may do what", clicks=2)
def read_the_manual(hands: Hands) -> None:
    hands.menu("流程手册")
    hands.press("服务工单", exact=False)
    hands.sees("流程图")


@task("auditor", "看谁改过一张工单", "See who changed an order", clicks=4)
def who_changed_it(hands: Hands) -> None:
    hands.menu("服务工单")
    hands.press("已关闭", exact=False)
    first_row(hands)
    hands.press("摘要的修改记录")
    hands.sees("摘要")


@task("auditor", "核对谁被授权到哪个项目", "Check who may work for which project", clicks=1)
def grants(hands: Hands) -> None:
    hands.menu("项目授权")
    hands.sees("云溪花园")
