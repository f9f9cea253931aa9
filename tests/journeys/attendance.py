"""Attendance: the phone in the hand of everybody, and who decides at the desk (4.2)."""

from __future__ import annotations

import itertools

from app.runtime import clock
from tests.journeys.staffing import a_month_to_confirm, leave_to_approve, told, workday
from tests.journeys.task import PHONE, task
from tests.support.hands import Hands

DONE = "已执行"
AT_THE_GATE = {"latitude": 31.2304, "longitude": 121.4737}
"""Inside the place where 云溪花园 checks in."""
_weeks = itertools.count(30)


@task("employee", "手机打卡", "Check in on the phone", clicks=3, width=PHONE)
def check_in(hands: Hands) -> None:
    site = hands.page.url
    hands.page.context.grant_permissions(["geolocation"], origin=site)
    hands.page.context.set_geolocation({**AT_THE_GATE, "accuracy": 15})
    # The company lives on another day than this machine: so does the telephone.
    hands.page.clock.set_fixed_time(clock.now())
    hands.menu("打卡")
    hands.press("打卡")
    hands.sees("服务中心")


@task("employee", "手机上请假", "Ask for a day off on the phone", clicks=10, width=PHONE)
def ask_for_leave(hands: Hands) -> None:
    day = workday(next(_weeks))
    hands.menu("打卡")
    hands.press("请假、补卡、加班")
    hands.pick("假别", "事假")
    hands.write("开始", f"{day}T00:00")
    hands.write("结束", f"{day}T23:59")
    hands.write("事由", "孩子家长会")
    hands.press("保存")
    hands.press("提交")
    hands.sees("待主管审批")


@task(
    "technician",
    "手机上确认上月考勤",
    "Confirm last month's attendance on the phone",
    clicks=4,
    width=PHONE,
    given=a_month_to_confirm,
)
def confirm_the_month(hands: Hands) -> None:
    hands.menu("月考勤报表")
    hands.press_on(hands.page.locator("main a[href*='/attendance_month/show/']").first)
    hands.press("确认无误")
    hands.sees(DONE)


@task("dept_mgr", "批准请假", "Approve a day off", clicks=2, given=leave_to_approve)
def approve_leave(hands: Hands) -> None:
    hands.press(told("leave"), exact=False)
    hands.press("同意")
    hands.sees(DONE)
