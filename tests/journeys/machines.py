"""The administrator and whoever connects other programs."""

from __future__ import annotations

import itertools

from app.config import DEMO_PASSWORD
from tests.journeys.staffing import colleagues, told
from tests.journeys.task import first_row, own_menu, search, task
from tests.support.hands import Hands

_numbers = itertools.count(1)
_colleagues = itertools.cycle(("technician", "csr"))


@task("sysadmin", "新建用户并给出角色", "Add a user with his role", clicks=9)
def add_a_user(hands: Hands) -> None:
    login = f"linxiaoyu{next(_numbers)}"
    hands.menu("用户")
    hands.press("新建用户")
    hands.write("用户名", login)
    hands.write("邮箱", f"{login}@example.com")
    hands.write("姓", "林")
    hands.write("名", "小雨")
    hands.press("客服")
    hands.write("您自己的密码", DEMO_PASSWORD)
    hands.press("保存")
    hands.sees("/login/link/")


@task("sysadmin", "帮人重设密码", "Let somebody choose a new password", clicks=6)
def new_password(hands: Hands) -> None:
    hands.menu("用户")
    hands.write_in(hands.page.locator("main input[type=search]").first, "dispatcher")
    hands.key("Enter")
    first_row(hands)
    hands.press("登录与安全")
    hands.write_in(hands.page.locator("#current-link"), DEMO_PASSWORD)
    hands.press("生成重设密码链接")
    hands.sees("/login/link/")


@task("sysadmin", "授权用户到项目", "Let somebody work for a project", clicks=5, given=colleagues)
def grant(hands: Hands) -> None:
    hands.menu("项目授权")
    hands.press("新建")
    hands.look_up("用户", told(next(_colleagues)))
    hands.look_up("项目", "科创大厦")
    hands.press("保存")
    hands.sees("科创大厦")


@task("sysadmin", "看失败的任务", "Look at the jobs that failed", clicks=2)
def failed_jobs(hands: Hands) -> None:
    hands.menu("任务")
    hands.press("失败", exact=False)
    hands.sees("任务")


@task("sysadmin", "看数据库与定义是否一致", "See whether schema and database agree", clicks=1)
def open_the_studio(hands: Hands) -> None:
    hands.press_on(hands.page.locator("#navigation").get_by_role("link", name="工作室", exact=True))
    hands.sees("工作室")


@task("integrator", "查接口文档", "Look an address of the API up", clicks=2)
def read_the_api(hands: Hands) -> None:
    own_menu(hands, "程序接口")
    hands.sees("work_order")


@task("integrator", "查回调是否送达", "See whether webhooks arrived", clicks=3)
def webhooks(hands: Hands) -> None:
    own_menu(hands, "我的账号")
    hands.press("回调")
    hands.sees("回调")


@task("integrator", "查分类的编号", "Look the id of a category up", clicks=2)
def category(hands: Hands) -> None:
    hands.menu("工单分类")
    first_row(hands)
    hands.sees("编码")


@task("integrator", "查房屋的编号", "Look the id of a home up", clicks=2)
def home(hands: Hands) -> None:
    search(hands, "YX-3-2-1501")
    hands.sees("YX-3-2-1501")


@task("integrator", "看通话记录是否收到", "See whether calls came in", clicks=1)
def calls(hands: Hands) -> None:
    hands.menu("通话记录")
    hands.sees("通话记录")
