"""The accountant: bill runs, vouchers, the bank, invoices (3.1, 3.2)."""

from __future__ import annotations

import itertools

from app.runtime import clock, jobs
from tests.journeys.money import a_bank_line, an_invoice_request, free_period, told
from tests.journeys.task import task
from tests.support.hands import Hands

DONE = "已执行"
ROW = "[data-grid=lines] tbody tr:nth-child({})"
_invoices = itertools.count(26112000000000001000)


@task("accountant", "试算一批账单并交批准", "Preview a bill run and put it up", clicks=7)
def preview_a_run(hands: Hands) -> None:
    hands.menu("出账批次")
    hands.press("新建")
    hands.look_up("项目", "科创大厦")
    hands.look_up("收费项目", "停车费")
    hands.write("账期", free_period())
    hands.press("保存")
    hands.press("试算")
    jobs.run_due()
    hands.key("F5")
    hands.sees("试算时间")


@task("accountant", "手工写一张凭证并提交", "Write a voucher by hand and submit it", clicks=11)
def write_a_voucher(hands: Hands) -> None:
    hands.menu("记账凭证")
    hands.press("新建")
    hands.write("摘要", "计提办公费")
    first, second = ROW.format(1), ROW.format(2)
    hands.look_up("科目", "5602", within=first)
    hands.write("借方", "300", within=first)
    hands.look_up("部门", "云溪花园工程部", within=first)
    hands.press("添加一行")
    hands.look_up("科目", "2202", within=second)
    hands.write("贷方", "300", within=second)
    hands.press("保存")
    hands.press("提交")
    hands.sees(DONE)


@task("accountant", "匹配一条银行流水", "Match a line of the bank", clicks=6, given=a_bank_line)
def match_a_bank_line(hands: Hands) -> None:
    hands.menu("银行流水")
    hands.press("未匹配", exact=False)
    hands.press_on(hands.page.locator("main tbody tr", has_text=told("line")).locator("a").first)
    hands.press("匹配")
    hands.press_on(hands.page.locator("dialog [type=checkbox], dialog [type=radio]").first)
    hands.press("匹配", within="dialog")
    hands.sees(DONE)


@task("accountant", "处理一条出账异常", "Answer an exception of a bill run", clicks=4)
def answer_an_exception(hands: Hands) -> None:
    hands.press("没有读数", exact=False)
    hands.press("暂缓")
    hands.write("暂缓说明", "住户外出，下期补抄", within="dialog")
    hands.press("暂缓", within="dialog")
    hands.sees(DONE)


@task("accountant", "开一张发票", "Issue an invoice", clicks=6, given=an_invoice_request)
def issue_an_invoice(hands: Hands) -> None:
    hands.press(told("invoice"), exact=False)
    hands.press("提交开具")
    hands.press("已开具")
    hands.write("发票号码", str(next(_invoices)), within="dialog")
    hands.write("开票日期", f"{clock.today():%Y-%m-%d}", within="dialog")
    hands.press("已开具", within="dialog")
    hands.sees(DONE)
