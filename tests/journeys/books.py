"""Cashier, accountant, financial manager: what there is for them before the books are kept here."""

from __future__ import annotations

from tests.journeys.managers import have_it_sent
from tests.journeys.task import first_row, own_menu, search, task
from tests.support.hands import Hands


@task("cashier", "按房号找到住户", "Find who lives in a home", clicks=2)
def find_by_home(hands: Hands) -> None:
    hands.key("/")
    hands.write_in(hands.page.locator("header [role=combobox], header input").first, "YX-3-2-1501")
    hands.key("Enter")
    hands.sees("YX-3-2-1501")


@task("cashier", "查一位住户名下的房屋", "See which homes a resident has", clicks=2)
def homes_of_a_resident(hands: Hands) -> None:
    search(hands, "王小明")
    hands.press("王小明", exact=False)
    hands.sees("YX-3-2-1501")


@task("cashier", "查车位归谁", "See whose a parking space is", clicks=2)
def parking(hands: Hands) -> None:
    hands.menu("车位")
    first_row(hands)
    hands.sees("车位")


@task("cashier", "看我的班次", "See when I am on duty", clicks=1)
def shifts_of_the_cashier(hands: Hands) -> None:
    hands.menu("排班")
    hands.sees("排班")


@task("cashier", "换成深色界面", "Have the screens dark", clicks=2)
def dark(hands: Hands) -> None:
    own_menu(hands, "深色")
    assert hands.page.evaluate("document.documentElement.dataset.bsTheme") == "dark"


@task("accountant", "看收费工单", "See the orders that are charged", clicks=1)
def charged_orders(hands: Hands) -> None:
    hands.menu("服务工单")
    hands.sees("服务工单")


@task("accountant", "看一张收费工单的报价", "See the quote of an order that is charged", clicks=2)
def quote(hands: Hands) -> None:
    hands.menu("服务工单")
    first_row(hands)
    hands.sees("报价")


@task("accountant", "查房屋的计费系数", "See the fee coefficient of a home", clicks=2)
def coefficient(hands: Hands) -> None:
    search(hands, "YX-3-2-1501")
    hands.press("YX-3-2-1501", exact=False)
    hands.sees("系数")


@task("accountant", "查公司税务资料", "See the company's facts for the tax office", clicks=2)
def tax_facts(hands: Hands) -> None:
    hands.menu("公司")
    first_row(hands)
    hands.sees("会计准则")


@task("accountant", "按手册核对流程", "Read in the manual how it is done", clicks=2)
def manual(hands: Hands) -> None:
    hands.menu("流程手册")
    hands.press("服务工单", exact=False)
    hands.sees("流程图")


@task("fin_mgr", "看各项目的工单量", "See the orders of each project", clicks=2)
def orders_of_projects(hands: Hands) -> None:
    hands.menu("报表")
    hands.press("各项目工单", exact=False)
    hands.sees("云溪花园")


@task("fin_mgr", "每月把一张报表发给我", "Have a report sent every month", clicks=5)
def monthly(hands: Hands) -> None:
    have_it_sent(hands)


@task("fin_mgr", "看只有有偿维修的工单", "See the orders of charged repairs alone", clicks=4)
def charged_alone(hands: Hands) -> None:
    hands.menu("服务工单")
    hands.press("筛选")
    hands.press("可收费")
    hands.press("应用", within="dialog")
    hands.sees("可收费: 是")


@task("fin_mgr", "与去年同期比较", "Compare with the year before", clicks=5)
def last_year(hands: Hands) -> None:
    hands.menu("报表")
    hands.press("各分类工单", exact=False)
    hands.pick("对比", "去年同期")
    hands.press("应用")
    hands.sees("对比 2025")


@task("fin_mgr", "查员工的岗位与部门", "See position and department of a colleague", clicks=1)
def colleague(hands: Hands) -> None:
    search(hands, "张花")
    hands.sees("张花")
