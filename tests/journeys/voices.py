"""What people say, what comes of it, and what a household is offered (1.2, 四, 五, P3)."""

from __future__ import annotations

from tests.journeys.task import PHONE, first_row, task
from tests.support.hands import Hands

DONE = "已执行"


@task("employee", "不具名提一条意见", "Say something without one's name", clicks=4)
def say_without_a_name(hands: Hands) -> None:
    hands.press("提意见", within="header")
    hands.write("内容", "夜班休息室的空调太吵")
    hands.press("不显示我的姓名", exact=False)
    hands.press("提交")
    hands.sees("我提过的")


@task("customer", "提一条意见", "Say what should be better", clicks=4, width=PHONE)
def say_as_a_resident(hands: Hands) -> None:
    hands.press("意见", within="body")
    hands.press("提意见")
    hands.write("内容", "地下车库的灯太暗")
    hands.press("提交")
    hands.sees("地下车库的灯太暗")


@task(
    "customer", "看为什么给我推荐服务方案", "See why a plan is offered to me", clicks=1, width=PHONE
)
def why_this_plan(hands: Hands) -> None:
    hands.press("个服务方案等您答复", exact=False)
    hands.sees("为什么推荐给您")


@task("csr", "答复一条意见", "Answer a piece of feedback", clicks=3)
def answer_feedback(hands: Hands) -> None:
    hands.menu("意见处理")
    hands.write("答复", "已安排工程师本周处理，完成后电话告知您。")
    hands.press("答复")
    hands.sees("已答复")


@task("csr", "向一户提出服务方案", "Propose a service plan to a household", clicks=3)
def propose_a_plan(hands: Hands) -> None:
    hands.menu("方案推荐")
    hands.press_on(hands.page.locator("main tbody input[type=checkbox]").first)
    hands.press("提出所选")
    hands.sees("已提出 1")


@task("dept_mgr", "给反馈汇总写结论", "Conclude a summary of feedback", clicks=6)
def conclude(hands: Hands) -> None:
    hands.menu("反馈汇总")
    hands.press("待审阅", exact=False)
    first_row(hands)
    hands.press("写结论")
    hands.write("管理层结论", "电梯意见最多，列为下季重点", within="dialog")
    hands.press("写结论", within="dialog")
    hands.sees(DONE)


@task("dept_mgr", "看流程的瓶颈在哪一环", "See where a process is held up", clicks=2)
def bottleneck(hands: Hands) -> None:
    hands.menu("流程评估总览")
    hands.press("服务工单")
    hands.sees("瓶颈")


@task("gm", "看一项改进措施的效果", "See what a measure achieved", clicks=2)
def effect(hands: Hands) -> None:
    hands.menu("改进措施看板")
    hands.press("报修派单改为按技能自动分派")
    hands.sees("达成度")


@task("gm", "从驾驶舱的一个数字打开明细", "Open the rows behind a figure of the cockpit", clicks=2)
def figure(hands: Hands) -> None:
    hands.menu("经营驾驶舱")
    hands.press_on(hands.page.locator("main .kpi-now a").first)
    hands.sees("服务工单")


@task("gm", "每月用邮件收到驾驶舱", "Have the cockpit sent every month", clicks=3)
def subscribe_to_the_cockpit(hands: Hands) -> None:
    hands.menu("经营驾驶舱")
    hands.press("定期接收")
    hands.press("订阅")
    hands.sees("已订阅")
