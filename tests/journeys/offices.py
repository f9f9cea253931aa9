"""People, managers, auditors, administrators, programmers."""

from __future__ import annotations

from tests.journeys.task import task
from tests.support.hands import Hands


@task("hr", "登记新员工", "Write down a new colleague", clicks=9)
def add_an_employee(hands: Hands) -> None:
    hands.press("新建")
    hands.write("姓名", "林小雨")
    hands.write("手机", "13911112222")
    hands.look_up("部门", "云溪花园工程部")
    hands.look_up("岗位", "维修")
    hands.press("保存")
    hands.sees("林小雨")


@task("hr", "按姓名找到员工", "Find a colleague by name", clicks=1)
def find_an_employee(hands: Hands) -> None:
    hands.key("/")
    hands.write_in(hands.page.locator("header [role=combobox], header input").first, "张花")
    hands.key("Enter")
    hands.sees("张花")


@task("gm", "看本月各项目的工单", "See the orders of each project this month", clicks=1)
def by_project(hands: Hands) -> None:
    hands.press("各项目工单")
    hands.sees("云溪花园")


@task("gm", "打开一张超时的工单", "Open an order that is late", clicks=1)
def open_a_late_one(hands: Hands) -> None:
    hands.press_on(hands.page.locator("main a[href*='/work_order/show/']").first)
    hands.sees("处理人")


@task("gm", "每月把工单量发给我", "Have the number of orders sent every month", clicks=4)
def subscribe(hands: Hands) -> None:
    hands.press("工单量")
    hands.press("定期接收")
    hands.press("订阅")
    hands.press("定期接收", exact=False)
    hands.sees("取消")


@task("gm", "看是否需要改进及依据", "See what should be better, and why", clicks=1)
def suggestions(hands: Hands) -> None:
    hands.menu("统计分析")
    hands.sees("建议")


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
    hands.press_on(hands.page.locator("header details.menu summary").first)
    hands.press("程序接口", within="body", exact=False)
    hands.sees("work_order")


@task("dept_mgr", "看部门的超时工单", "See the department's late orders", clicks=1)
def late_in_the_department(hands: Hands) -> None:
    hands.press("已超时")
    hands.sees("服务工单")


@task("employee", "替住户报一件事", "Report something for a resident", clicks=6)
def report_for_somebody(hands: Hands) -> None:
    hands.menu("服务工单")
    hands.press("新建")
    hands.look_up("项目", "云溪花园")
    hands.write("摘要", "三号楼大堂灯不亮")
    hands.press("保存")
    hands.sees("三号楼大堂灯不亮")


@task("cashier", "按房号找到住户", "Find who lives in a home", clicks=2)
def find_by_home(hands: Hands) -> None:
    hands.key("/")
    hands.write_in(hands.page.locator("header [role=combobox], header input").first, "YX-3-2-1501")
    hands.key("Enter")
    hands.sees("YX-3-2-1501")


@task("accountant", "看收费工单", "See the orders that are charged", clicks=1)
def charged_orders(hands: Hands) -> None:
    hands.menu("服务工单")
    hands.sees("服务工单")


@task("fin_mgr", "看各项目的工单量", "See the orders of each project", clicks=2)
def orders_of_projects(hands: Hands) -> None:
    hands.menu("报表")
    hands.press("各项目工单", exact=False)
    hands.sees("云溪花园")
