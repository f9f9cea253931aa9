"""The pictures of README and docs: who, which screen, in which light and language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from app.runtime import jobs
from tests.journeys.given import Given, a_begun_order, a_busy_desk, an_accepted_order
from tests.journeys.task import DESK, PHONE, first_row
from tests.support.hands import Hands

STAFF = """姓名,手机,部门,岗位,职级,入职日期
林小雨,13911112222,云溪花园工程部,维修技工,1,2026-12-01
赵明,1391111,云溪花园工程部,维修技工,1,2026-12-01
周洋,13911114444,没有这个部门,维修技工,二级,2026-13-01
吴静,13911115555,云溪花园客服部,客服专员,1,2026-12-01
"""


@dataclass(frozen=True)
class Scene:
    """One picture: begins on the first page that the role sees."""

    name: str
    role: str
    go: Callable[[Hands], None]
    width: int = DESK
    language: Literal["zh", "en"] = "zh"
    theme: Literal["light", "dark"] = "light"
    given: Given | None = None


def stay(_hands: Hands) -> None:
    """The first page itself."""


def service_desk(hands: Hands) -> None:
    hands.menu("服务台")


def orders(hands: Hands) -> None:
    hands.menu("服务工单")


def an_order(hands: Hands) -> None:
    hands.menu("服务工单")
    hands.press("处理中", exact=False)
    first_row(hands)


def dispatch_dialog(hands: Hands) -> None:
    hands.menu("服务工单")
    hands.press("已受理", exact=False)
    first_row(hands)
    hands.press("派单")
    hands.page.locator("dialog [type=radio]").first.wait_for()


def board(hands: Hands) -> None:
    hands.menu("Work order")
    hands.press("Board", exact=False)


def calendar(hands: Hands) -> None:
    hands.menu("服务工单")
    hands.press("日历", exact=False)


def report(hands: Hands) -> None:
    hands.menu("Reports")
    hands.press("Work orders by project", exact=False)
    hands.press("Last month")


def manual(hands: Hands) -> None:
    hands.menu("流程手册")
    hands.press("服务工单", exact=False)


def import_check(hands: Hands) -> None:
    hands.menu("员工")
    hands.press("导入", exact=False)
    file = {"name": "新员工.csv", "mimeType": "text/csv", "buffer": STAFF.encode("utf-8-sig")}
    hands.attach("文件", file)
    hands.press_on(hands.page.locator("main form .btn-primary"))
    hands.press_on(hands.page.locator(".form-actions .btn-primary"))
    hands.page.locator("[data-poll]").wait_for()
    jobs.run_due()
    hands.page.locator("form[action$='/run']").wait_for()


def a_request(hands: Hands) -> None:
    hands.press_on(
        hands.page.locator("main a[href*='/portal/requests/']").filter(has_text="处理中").first
    )


def a_task(hands: Hands) -> None:
    hands.menu("我的任务")
    hands.press_on(hands.page.locator("main li a").first)


def devices(hands: Hands) -> None:
    hands.menu("设备")


def a_plan(hands: Hands) -> None:
    hands.menu("维护计划")
    hands.press("新建")
    for box, text in {"名称": "消防水泵月检", "间隔": "1", "锚定日": "2026-08-31"}.items():
        hands.write(box, text)
    hands.pick("单位", "月")
    hands.pick("非工作日", "顺延")
    hands.page.locator(".foreseen li").first.wait_for()


def reliability(hands: Hands) -> None:
    hands.menu("可靠性")


SCENES = (
    Scene("service_desk", "csr", service_desk, given=a_busy_desk),
    Scene("work_orders", "dispatcher", orders),
    Scene("work_order", "csr", an_order),
    Scene("dispatch", "dispatcher", dispatch_dialog, given=an_accepted_order),
    Scene("calendar", "dispatcher", calendar, theme="dark"),
    Scene("report", "auditor", report, language="en"),
    Scene("home", "gm", stay),
    Scene("manual", "gm", manual),
    Scene("devices", "eng_mgr", devices),
    Scene("plan", "eng_mgr", a_plan),
    Scene("reliability", "eng_mgr", reliability),
    Scene("import_check", "hr", import_check),
    Scene("portal_phone", "customer", a_request, width=PHONE),
    Scene("technician_phone", "technician", a_task, width=PHONE, theme="dark", given=a_begun_order),
    # The language of a person stays: last of his scenes.
    Scene("board", "eng_mgr", board, language="en"),
)
