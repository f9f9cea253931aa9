"""Human resources, heads of departments, everybody (4.1, 4.2)."""

from __future__ import annotations

import datetime as dt
import itertools

from app.runtime import clock
from tests.journeys.staffing import colleagues, somebody_on_probation, told
from tests.journeys.task import first_row, own_menu, task
from tests.support.hands import Hands

_days = itertools.count(60)


def put_on_duty(hands: Hands, who: str) -> None:
    """A shift on a day to come, from the first page to the saved record."""
    day = clock.today() + dt.timedelta(days=next(_days))
    hands.menu("排班")
    hands.press("新建")
    hands.look_up("员工", who)
    hands.write("日期", f"{day:%Y-%m-%d}")
    hands.look_up("班次", "早班")
    hands.press("保存")
    hands.sees(who)


@task("hr", "登记新员工", "Write down a new colleague", clicks=9)
def add_an_employee(hands: Hands) -> None:
    hands.press("新建 待入职")
    hands.write("姓名", "林小雨")
    hands.write("手机", "13911112222")
    hands.look_up("部门", "云溪花园工程部")
    hands.look_up("岗位", "维修")
    hands.press("保存")
    hands.sees("林小雨")


@task("hr", "按姓名找到员工", "Find a colleague by name", clicks=1, given=colleagues)
def find_an_employee(hands: Hands) -> None:
    hands.key("/")
    hands.write_in(
        hands.page.locator("header [role=combobox], header input").first, told("technician")
    )
    hands.key("Enter")
    hands.sees(told("technician"))


@task(
    "hr", "给试用期员工转正", "Confirm somebody on probation", clicks=5, given=somebody_on_probation
)
def confirm(hands: Hands) -> None:
    hands.menu("员工")
    hands.press("试用", exact=False)
    first_row(hands)
    hands.press("转正")
    hands.sees("已执行")


@task("hr", "给员工排班", "Put somebody on duty", clicks=6, given=colleagues)
def roster(hands: Hands) -> None:
    put_on_duty(hands, told("technician"))


@task("hr", "导出员工花名册", "Take the list of the staff along", clicks=3)
def export_the_staff(hands: Hands) -> None:
    hands.menu("员工")
    hands.press("导出")
    with hands.page.expect_download() as download:
        hands.press("Excel", exact=False)
    assert download.value.suggested_filename.endswith(".xlsx")


@task("dept_mgr", "看部门的超时工单", "See the department's late orders", clicks=1)
def late_in_the_department(hands: Hands) -> None:
    hands.press("已超时")
    hands.sees("服务工单")


@task("dept_mgr", "看本部门的满意率", "See how satisfied the department's customers are", clicks=1)
def satisfaction(hands: Hands) -> None:
    hands.press("工单满意率")
    hands.sees("工单满意率")


@task("dept_mgr", "看评分低的工单", "See the orders that were rated low", clicks=6)
def low_ratings(hands: Hands) -> None:
    hands.menu("服务工单")
    hands.press("筛选")
    hands.press("评分")
    hands.write("起", "1", within="dialog")
    hands.write("止", "3", within="dialog")
    hands.press("应用", within="dialog")
    hands.sees("评分: 1")


@task(
    "dept_mgr",
    "给部门的人排班",
    "Put somebody of the department on duty",
    clicks=6,
    given=colleagues,
)
def roster_of_the_department(hands: Hands) -> None:
    put_on_duty(hands, told("csr"))


@task("dept_mgr", "看需求变化与建议", "See how demand changes, and what is proposed", clicks=1)
def demand(hands: Hands) -> None:
    hands.menu("统计分析")
    hands.sees("需求变化")


@task("employee", "替住户报一件事", "Report something for a resident", clicks=6)
def report_for_somebody(hands: Hands) -> None:
    hands.menu("服务工单")
    hands.press("新建")
    hands.look_up("项目", "云溪花园")
    hands.write("摘要", "三号楼大堂灯不亮")
    hands.press("保存")
    hands.sees("三号楼大堂灯不亮")


@task("employee", "看我报的事到哪一步", "See how far what I reported is", clicks=2)
def how_far(hands: Hands) -> None:
    hands.menu("服务工单")
    first_row(hands)
    hands.sees("已派单")


@task("employee", "看我的班次", "See when I am on duty", clicks=1)
def own_shifts(hands: Hands) -> None:
    hands.menu("排班")
    hands.sees("排班")


@task("employee", "更正我的紧急联系人", "Correct whom to call in an emergency", clicks=5)
def own_contact(hands: Hands) -> None:
    hands.menu("员工")
    first_row(hands)
    hands.press("编辑")
    hands.write("紧急联系人", "汤建国 13911113333")
    hands.press("保存")
    hands.sees("已保存")


@task("employee", "把界面换成英文再换回来", "Read the screens in English, and go back", clicks=4)
def other_language(hands: Hands) -> None:
    own_menu(hands, "English")
    hands.sees("Home")
    own_menu(hands, "中文")
    hands.sees("首页")
