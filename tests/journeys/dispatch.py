"""Dispatchers, engineering managers and technicians: who goes where, and what was done (1.4, 1.5)."""

from __future__ import annotations

import datetime as dt

from app.runtime import clock
from tests.journeys.given import (
    a_begun_order,
    a_vague_request,
    an_accepted_order,
    an_assigned_order,
)
from tests.journeys.task import PHONE, first_row, task
from tests.support.hands import Hands
from tests.support.pictures import PNG

PHOTO = {"name": "done.png", "mimeType": "image/png", "buffer": PNG}


def waiting(hands: Hands, state: str) -> None:
    """Open the first order on the first page that is in this state."""
    link = hands.page.locator("main li").filter(has_text=state).get_by_role("link")
    hands.press_on(link.first)


@task(
    "dispatcher",
    "派一张已受理的工单",
    "Assign an accepted order",
    clicks=4,
    given=an_accepted_order,
)
def assign_an_order(hands: Hands) -> None:
    waiting(hands, "已受理")
    hands.press("派单")
    hands.press_on(hands.page.locator("dialog [type=radio]").first)
    hands.press("派单", within="dialog")
    hands.sees("已执行")


@task(
    "dispatcher",
    "受理一张说不清的工单，系统随即派单",
    "Accept a vague order; the system then assigns it",
    clicks=6,
    given=a_vague_request,
)
def accept_an_order(hands: Hands) -> None:
    hands.menu("服务工单")
    hands.press("待受理", exact=False)
    first_row(hands)
    hands.press("受理")
    hands.look_up("分类", "给排水", within="dialog")
    hands.press("受理", within="dialog")
    hands.sees("已执行")


@task("dispatcher", "打开最早超时的工单", "Open the order that is late longest", clicks=1)
def open_the_latest(hands: Hands) -> None:
    hands.press_on(hands.page.locator("main a[href*='/work_order/show/']").first)
    hands.sees("处理人")


@task(
    "dispatcher",
    "把工单转给最合适的人",
    "Give an order to who fits best",
    clicks=7,
    given=an_assigned_order,
)
def reassign(hands: Hands) -> None:
    hands.menu("服务工单")
    hands.press("已派单", exact=False)
    first_row(hands)
    hands.press("转单")
    hands.press_on(hands.page.locator("dialog [type=radio]").first)
    hands.write("备注", "原处理人请假", within="dialog")
    hands.press("转单", within="dialog")
    hands.sees("已执行")


@task("dispatcher", "看看板上各状态的工单", "See the orders of every state on the board", clicks=2)
def see_the_board(hands: Hands) -> None:
    hands.menu("服务工单")
    hands.press("看板", exact=False)
    hands.sees("待受理")


@task("dispatcher", "只看本周创建的工单", "See what came in this week", clicks=4)
def this_week(hands: Hands) -> None:
    hands.menu("服务工单")
    hands.press("筛选")
    hands.press("创建时间", within="body")
    hands.press("应用", within="dialog")
    hands.sees("创建时间: 本周")


@task(
    "technician",
    "到场开始一张派给我的工单",
    "Begin an order on site",
    clicks=6,
    width=PHONE,
    given=an_assigned_order,
)
def begin_on_site(hands: Hands) -> None:
    waiting(hands, "已派单")
    hands.press("到场开始")
    hands.attach("到场照片", PHOTO, within="dialog")
    hands.press("到场开始", within="dialog")
    hands.sees("已执行")


@task(
    "technician",
    "完成一张工单（结果、原因、照片）",
    "Finish an order: result, cause, photo",
    clicks=8,
    width=PHONE,
    given=a_begun_order,
)
def finish_an_order(hands: Hands) -> None:
    waiting(hands, "处理中")
    hands.press("完成")
    hands.write("处理结果", "疏通地漏，试水正常。", within="dialog")
    hands.write("原因", "杂物堵塞", within="dialog")
    hands.attach("完工照片", PHOTO, within="dialog")
    hands.press("完成", within="dialog")
    hands.sees("已执行")


@task(
    "technician",
    "退回一张去不了的工单",
    "Decline an order",
    clicks=4,
    width=PHONE,
    given=an_assigned_order,
)
def decline(hands: Hands) -> None:
    waiting(hands, "已派单")
    hands.press("退单")
    hands.write("备注", "今天排满了", within="dialog")
    hands.press("退单", within="dialog")
    hands.sees("已执行")


@task("technician", "挂起等料", "Put an order on hold", clicks=7, width=PHONE, given=a_begun_order)
def put_on_hold(hands: Hands) -> None:
    soon = clock.local(clock.now()) + dt.timedelta(hours=3)
    waiting(hands, "处理中")
    hands.press("挂起")
    hands.pick("挂起原因", 1, within="dialog")
    hands.write("预计恢复", f"{soon:%Y-%m-%d %H:%M}", within="dialog")
    hands.press("挂起", within="dialog")
    hands.sees("挂起")


@task(
    "technician",
    "给同事留一句话",
    "Leave a note for colleagues",
    clicks=5,
    width=PHONE,
    given=a_begun_order,
)
def leave_a_note(hands: Hands) -> None:
    hands.menu("我的任务")
    hands.press_on(hands.page.locator("main li a").first)
    hands.write("给同事的备注", "@dispatcher 需要高压机")
    hands.press("记录")
    hands.sees("给同事的备注")
