"""From the first day to the last: begin, be reviewed, learn, give notice, be cleared (4.1, 4.3–4.5)."""

from __future__ import annotations

import datetime as dt

from app.runtime import clock
from tests.journeys.staffing import a_review_to_score, no_notice, somebody_to_begin, told
from tests.journeys.task import PHONE, task
from tests.support.hands import Hands

DONE = "已执行"
NOTICE = 35
"""Days: more than the law asks for."""


@task("hr", "给新员工办入职", "Let a new colleague begin", clicks=3, given=somebody_to_begin)
def begin(hands: Hands) -> None:
    hands.press(told("new"))
    hands.press("入职")
    hands.press("入职", within="dialog")
    hands.sees(DONE)


@task("hr", "从首页办完一件离职交接", "Finish a clearance from the first page", clicks=3)
def finish_a_clearance(hands: Hands) -> None:
    hands.press("宿舍退还", exact=False)
    hands.press("完成")
    hands.press("完成", within="dialog")
    hands.sees(DONE)


@task(
    "dept_mgr", "给下属考核评分", "Score a review of one's team", clicks=3, given=a_review_to_score
)
def score_a_review(hands: Hands) -> None:
    hands.menu("团队考核")
    hands.write_in(hands.page.locator("main input[name^='score-'][inputmode]:enabled").first, "86")
    hands.press("保存全部")
    hands.sees("已保存 1 人")


@task("technician", "报名推荐的课程", "Take a place in a recommended course", clicks=3, width=PHONE)
def take_a_course(hands: Hands) -> None:
    hands.menu("我的培训")
    hands.press("报名")
    hands.sees("已确认")


@task(
    "technician",
    "手机上提交离职申请",
    "Give notice on the phone",
    clicks=7,
    width=PHONE,
    given=no_notice,
)
def give_notice(hands: Hands) -> None:
    hands.menu("入离职待办")
    hands.press("申请离职")
    hands.write("最后工作日", f"{clock.today() + dt.timedelta(days=NOTICE)}")
    hands.write("原因", "回乡照顾家人")
    hands.press("保存")
    hands.press("提交")
    hands.sees("待部门同意")
