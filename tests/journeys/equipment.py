"""Inspections, repairs, plans and suggestions (2.1–2.5): the technician on the phone, the engineering manager at the desk."""

from __future__ import annotations

import re

from tests.journeys.given import (
    a_broken_lift,
    a_lift_with_its_label,
    a_repaired_fault,
    a_reported_fault,
    scanned,
)
from tests.journeys.task import PHONE, first_row, task
from tests.support.hands import Hands
from tests.support.pictures import PNG

PHOTO = {"name": "pump.png", "mimeType": "image/png", "buffer": PNG}
DONE = "已执行"


def card(hands: Hands, *texts: str) -> None:
    """Press the first task of the day that says all of this."""
    found = hands.page.locator("main li")
    for text in texts:
        found = found.filter(has_text=text)
    hands.press_on(found.get_by_role("link").first)


def open_step(hands: Hands, label: str) -> None:
    hands.press_on(hands.page.locator("main summary").filter(has_text=label).first)


@task(
    "technician",
    "巡检一台水泵，不合格项自动开报修单",
    "Inspect a pump; what fails opens a repair order",
    clicks=17,
    width=PHONE,
)
def inspect_a_pump(hands: Hands) -> None:
    page = hands.page
    hands.menu("我的任务")
    card(hands, "生活给水泵", "待执行", "巡检")
    [number] = re.findall(r"SB-\w+-\d+", page.locator("main").inner_text())[:1]
    open_step(hands, "扫码开始")
    start = "form[action$='/start']"
    hands.write("设备二维码", number, within=start)
    hands.attach("照片", PHOTO, within=start)
    hands.press("扫码开始", within=start)
    page.locator("[data-answered]").wait_for()
    leak, pressure, sound = (page.locator(".check-item").nth(place) for place in range(3))
    hands.press_on(leak.get_by_text("异常", exact=True))
    hands.attach("有无渗漏 · 照片", PHOTO)
    hands.write_in(pressure.locator(".reading input"), "0.4")
    hands.press_on(sound.get_by_text("正常", exact=True))
    sign(hands)
    hands.press("完成", within="form[action$='/finish']")
    hands.sees("BX")


def sent(hands: Hands, state: str) -> None:
    """What waited on the phone has arrived: the page says the new state and no more."""
    text = re.compile(rf"^\s*{state}\s*$")
    hands.page.locator("main [data-state]").filter(has_text=text).first.wait_for()


def sign(hands: Hands) -> None:
    """With the finger: as much as one press."""
    pad = hands.page.locator("canvas.pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    hands.press_on(pad)
    mouse = hands.page.mouse
    mouse.move(box["x"] + 20, box["y"] + 20)
    mouse.down()
    mouse.move(box["x"] + 160, box["y"] + 50, steps=4)
    mouse.up()
    hands.page.locator("[data-kind=signature] .held img").wait_for()


@task(
    "technician",
    "接报修、领备件、修复",
    "Take a repair, its part from the stock, and finish it",
    clicks=9,
    width=PHONE,
    given=a_reported_fault,
)
def repair_with_a_part(hands: Hands) -> None:
    hands.menu("我的任务")
    card(hands, "BX", "已派单", "停机")
    hands.press("接单")
    sent(hands, "已接单")
    hands.press("开始维修")
    sent(hands, "维修中")
    hands.press("轴承", exact=False)
    hands.press("磨损")
    hands.write("维修措施", "更换轴承")
    hands.press("修复")
    sent(hands, "待验收")
    hands.sees("1 个")


@task(
    "eng_mgr",
    "验收一张别人修好的报修单",
    "Accept what somebody else repaired",
    clicks=5,
    given=a_repaired_fault,
)
def accept_a_repair(hands: Hands) -> None:
    hands.menu("报修单")
    hands.press("待验收", exact=False)
    first_row(hands)
    hands.press("验收合格")
    hands.press("验收合格", within="dialog")
    hands.sees(DONE)


@task("eng_mgr", "把逾期巡检转给别人", "Give a late inspection to somebody else", clicks=5)
def pass_a_late_inspection_on(hands: Hands) -> None:
    hands.press_on(hands.page.locator("main a[href*='/inspection_task/show/']").first)
    hands.press("转交")
    hands.press_on(hands.page.locator("dialog [type=radio]").first)
    hands.write("备注", "原执行人请假", within="dialog")
    hands.press("转交", within="dialog")
    hands.sees(DONE)


@task("eng_mgr", "复核并应用一条周期建议", "Review a suggested interval and apply it", clicks=5)
def apply_a_suggestion(hands: Hands) -> None:
    hands.menu("可靠性")
    hands.press_on(hands.page.locator("main a").filter(has_text="周期由").first)
    hands.press("复核")
    hands.press("复核", within="dialog")
    hands.sees(DONE)
    hands.press("应用到计划")
    hands.sees("效果检查日")
    hands.sees(DONE)


@task("eng_mgr", "给一台设备排维护计划", "Plan the maintenance of a device", clicks=8)
def plan_a_device(hands: Hands) -> None:
    hands.menu("维护计划")
    hands.press("新建")
    hands.write("名称", "水泵保养")
    hands.pick("类型", "保养")
    hands.look_up("设备", "SB-YX-0025")
    hands.sees("接下来六次")
    hands.press("保存")
    hands.sees("水泵保养")
    hands.press("启用")
    hands.sees(DONE)


@task(
    "dispatcher",
    "把住户来电报的电梯故障转成报修单",
    "Hand a resident's call about a lift on as a repair",
    clicks=6,
    given=a_broken_lift,
)
def hand_the_lift_on(hands: Hands) -> None:
    hands.menu("服务工单")
    hands.press_on(
        hands.page.locator("main tbody tr")
        .filter(has_text="电梯停在三楼")
        .first.get_by_role("link")
        .first
    )
    hands.press("转报修")
    hands.look_up("设备", "SB-YX-0002", within="dialog")
    hands.press("转报修", within="dialog")
    hands.sees(DONE)
    hands.press("报修单")
    hands.sees("乘客电梯 02")


@task(
    "customer",
    "扫电梯上的码报修，再看修得怎样",
    "Scan a lift, report it, and see how it stands",
    clicks=2,
    width=PHONE,
    given=a_lift_with_its_label,
)
def scan_the_lift(hands: Hands) -> None:
    """The camera of the phone opens what the label says; here the page does."""
    page = hands.page
    page.goto(page.url.partition("/portal")[0] + scanned())
    hands.press("提交")
    hands.sees("进度")
    page.goto(page.url.partition("/portal")[0] + scanned())
    hands.sees("我报过的")
    hands.press("乘客电梯", exact=False)
    hands.sees("已提交")


@task(
    "csr",
    "把电梯工单转成报修单",
    "Turn a resident's report of a lift into a repair order",
    clicks=7,
    given=a_broken_lift,
)
def report_the_lift(hands: Hands) -> None:
    hands.menu("服务工单")
    hands.press_on(
        hands.page.locator("main tbody tr")
        .filter(has_text="电梯停在三楼")
        .first.get_by_role("link")
        .first
    )
    hands.press("新建: 报修单")
    hands.look_up("设备", "SB-YX-0002")
    hands.pick("严重程度", "停机")
    hands.press("保存")
    hands.sees("已派单")
