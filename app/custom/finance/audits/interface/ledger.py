"""总账: accounts and their dimensions, balances and movements of each period, posted vouchers, cash flow, statements."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import select, tuple_

from app.custom.finance.books import balances
from app.custom.finance.books.statements import paper
from app.generated import enums
from app.generated.account import Account
from app.generated.account_balance import AccountBalance
from app.generated.accounting_period import AccountingPeriod
from app.generated.customer import Customer
from app.generated.department import Department
from app.generated.employee import Employee
from app.generated.fee_item import FeeItem
from app.generated.financial_report import FinancialReport
from app.generated.project import Project
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine

from .year import AT_ONCE, CURRENCY, Year, document, element

LINES_AT_ONCE = 5000
DIMENSIONS = (
    ("customer", "客户", "客户档案"), ("department", "部门", "部门档案"), ("employee", "员工", "员工档案"),
    ("project", "项目", "自定义档案项值"), ("fee_item", "收费项目", "自定义档案项值"),
)  # fmt: skip
"""辅助项1 to 辅助项5, in this order in every line."""
CATEGORIES = {"asset": "资产", "liability": "负债", "equity": "所有者权益", "cost": "成本", "pl": "损益"}  # fmt: skip
SIDES = {"dr": "借", "cr": "贷"}
STATEMENTS = ("balance", "income", "cash")


def pieces(year: Year) -> Iterator[str]:
    """The file."""
    return document(
        "总账",
        (
            part(year)
            for part in (
                _basics, _accounts, _dimensions, _flow_items, _balances, _vouchers, _flows, _statements, _figures,
            )
        ),
    )  # fmt: skip


def _basics(year: Year) -> Iterator[str]:
    yield element(
        "总账基础信息",
        {
            "结构分隔符": "-", "会计科目编号规则": "4-2-2-2-2-2-2", "现金流量项目编码规则": None,
            "凭证头可扩展字段结构": None, "凭证头可扩展结构对应档案": None, "分录行可扩展字段结构": None,
            "分录行可扩展字段对应档案": None,
        },
    )  # fmt: skip


def _all_accounts(year: Year) -> Any:
    return year.session.execute(
        select(
            Account.id, Account.code, Account.name, Account.category, Account.direction,
            Account.leaf, Account.aux,
        )
        .where(Account.deleted_at.is_(None))
        .order_by(Account.code)
    )  # fmt: skip


def _accounts(year: Year) -> Iterator[str]:
    for row in _all_accounts(year):
        yield element(
            "会计科目",
            {
                "科目编号": row.code, "科目名称": row.name, "科目级次": (len(row.code) - 4) // 2 + 1,
                "科目类型": CATEGORIES[row.category], "余额方向": SIDES[row.direction],
            },
        )  # fmt: skip


def _dimensions(year: Year) -> Iterator[str]:
    for row in _all_accounts(year):
        for number, (key, name, archive) in enumerate(DIMENSIONS, start=1):
            if key in (row.aux or ()):
                yield element(
                    "科目辅助核算",
                    {
                        "科目编号": row.code, "辅助项编号": f"辅助项{number}", "辅助项名称": name,
                        "对应档案": archive, "辅助项描述": f"{name}核算",
                    },
                )  # fmt: skip


def _flow_items(year: Year) -> Iterator[str]:
    for one in _flow_values():
        yield element(
            "现金流量项目",
            {
                "现金流量项目编码": one.name, "现金流量项目名称": one.label.in_language("zh"),
                "现金流量项目描述": None, "是否末级": "1", "现金流量项目级次": "1",
                "现金流量项目父节点": None, "现金流量数据来源": "1",
                "现金流量项目属性": "1" if "_in" in one.name else "2",
            },
        )  # fmt: skip


def _flow_values() -> Any:
    kind = VoucherLine.fields()["cashflow"].enum
    return kind.values if kind is not None else ()


def _balances(year: Year) -> Iterator[str]:
    """Every account that ever moved, in every period: those that are divided have none of their own, their parts do."""
    codes = {row.id: row for row in _all_accounts(year)}
    moved = set(year.session.scalars(select(AccountBalance.account_id).distinct()))
    for period in year.periods:
        stand = balances.latest(year.ctx, period)
        before = balances.latest(year.ctx, period, inclusive=False)
        for id in sorted(moved & set(codes), key=lambda id: codes[id].code):
            now = stand.get(id)
            if now is None:
                continue
            opening = before[id].opening if id in before else now.opening
            yield element(
                "科目余额及发生额",
                {
                    "科目编号": codes[id].code,
                    **{f"辅助项{number}编号": None for number in range(1, len(DIMENSIONS) + 1)},
                    "期初余额方向": _side(opening), "期末余额方向": _side(now.closing),
                    "币种编码": CURRENCY, "计量单位": None, "会计年度": year.year,
                    "会计期间号": year.numbers[period.id], "期初数量": None,
                    "期初原币余额": abs(opening), "期初本币余额": abs(opening), "借方数量": None,
                    "借方原币金额": now.debit, "借方本币金额": now.debit, "贷方数量": None,
                    "贷方原币金额": now.credit, "贷方本币金额": now.credit, "期末数量": None,
                    "期末原币余额": abs(now.closing), "期末本币余额": abs(now.closing),
                },
            )  # fmt: skip


def _side(amount: Decimal) -> str:
    return "平" if not amount else "借" if amount > 0 else "贷"


# -- vouchers -----------------------------------------------------------------------------------------


def _heads(year: Year, period: AccountingPeriod, *which: Any) -> Iterator[list[Any]]:
    """Posted vouchers in the order of posting, a part at a time."""
    after = 0
    while True:
        heads = year.session.execute(
            select(
                Voucher.id, Voucher.chain_no, Voucher.date, Voucher.word, Voucher.number,
                Voucher.summary, Voucher.attachments, Voucher.maker_id, Voucher.checker_id,
                Voucher.cashier_id, Voucher.poster_id, Voucher.event,
            )
            .where(
                Voucher.period_id == period.id, Voucher.hash.is_not(None),
                Voucher.chain_no > after, Voucher.deleted_at.is_(None), *which,
            )
            .order_by(Voucher.chain_no)
            .limit(AT_ONCE)
        ).all()  # fmt: skip
        if heads:
            yield heads
        if len(heads) < AT_ONCE:
            return
        after = heads[-1].chain_no


def _lines(year: Year, *which: Any) -> Iterator[tuple[AccountingPeriod, Any, Any]]:
    """(period, head, line with the codes of its dimensions), in the order of posting. A bill run may have a line for every home."""
    for period in year.periods:
        for heads in _heads(year, period, *which):
            known = {head.id: head for head in heads}
            for line in _of(year, list(known)):
                yield period, known[line.voucher_id], line


def _of(year: Year, vouchers: list[int]) -> Iterator[Any]:
    """Their lines, a part at a time: a bill run alone may have a hundred thousand."""
    line = VoucherLine
    statement = (
        select(
            line.voucher_id, line.line, line.summary, Account.code, line.debit, line.credit,
            line.cashflow, Customer.customer_no.label("customer"), Department.code.label("department"),
            Employee.emp_no.label("employee"), Project.code.label("project"),
            FeeItem.code.label("fee_item"),
        )
        .join(Account, Account.id == line.account_id)
        .outerjoin(Customer, Customer.id == line.customer_id)
        .outerjoin(Department, Department.id == line.department_id)
        .outerjoin(Employee, Employee.id == line.employee_id)
        .outerjoin(Project, Project.id == line.project_id)
        .outerjoin(FeeItem, FeeItem.id == line.fee_item_id)
        .where(line.voucher_id.in_(vouchers), line.deleted_at.is_(None))
        .order_by(line.voucher_id, line.line)
        .limit(LINES_AT_ONCE)
    )  # fmt: skip
    after: tuple[int, int] | None = None
    while True:
        more = [] if after is None else [tuple_(line.voucher_id, line.line) > after]
        rows = year.session.execute(statement.where(*more)).all()
        yield from rows
        if len(rows) < LINES_AT_ONCE:
            return
        after = rows[-1].voucher_id, rows[-1].line


def _vouchers(year: Year) -> Iterator[str]:
    for period, head, line in _lines(year):
        yield _entry(year, period, head, line)


def _entry(year: Year, period: AccountingPeriod, head: Any, line: Any) -> str:
    return element(
        "记账凭证",
        {
            "记账凭证日期": head.date, "会计年度": year.year, "会计期间号": year.numbers[period.id],
            "记账凭证类型编号": head.word, "记账凭证编号": head.number, "记账凭证行号": line.line,
            "记账凭证摘要": line.summary or head.summary, "科目编号": line.code,
            **{
                f"辅助项{number}编号": getattr(line, key)
                for number, (key, _, _) in enumerate(DIMENSIONS, start=1)
            },
            "币种编码": CURRENCY, "计量单位": None, "借方数量": None, "借方原币金额": line.debit,
            "借方本币金额": line.debit, "贷方数量": None, "贷方原币金额": line.credit,
            "贷方本币金额": line.credit, "汇率类型编号": None, "汇率": "1", "单价": None,
            "凭证头可扩展字段结构值": None, "分录行可扩展字段结构值": None, "结算方式编码": None,
            "票据类型": None, "票据号": None, "票据日期": None, "附件数": head.attachments,
            "制单人": year.person(head.maker_id), "审核人": year.person(head.checker_id),
            "记账人": year.person(head.poster_id), "记账标志": "1", "作废标志": "0",
            "凭证来源系统": _source(head.event),
        },
    )  # fmt: skip


def _source(event: str) -> str:
    found = enums.book_event.get(event)
    return found.label.in_language("zh") if found else event


def _flows(year: Year) -> Iterator[str]:
    """The lines that say which cash flow a voucher is: those beside the cash."""
    for _, head, line in _lines(year, Voucher.has_cash.is_(True)):
        if line.cashflow:
            yield _flow(head, line)


def _flow(head: Any, line: Any) -> str:
    amount = abs(line.credit - line.debit)
    return element(
        "现金流量凭证项目数据",
        {
            "记账凭证类型编号": head.word, "记账凭证编号": head.number, "币种编码": CURRENCY,
            "现金流量行号": line.line, "现金流量摘要": line.summary or head.summary,
            "现金流量项目编码": line.cashflow, "现金流量项目属性": "1" if "_in" in line.cashflow else "2",
            "现金流量原币金额": amount, "现金流量本币金额": amount,
        },
    )  # fmt: skip


# -- statements ---------------------------------------------------------------------------------------


def _reports(year: Year) -> list[FinancialReport]:
    """The last edition of each statement of each period that was not replaced."""
    rows = year.session.scalars(
        select(FinancialReport)
        .where(
            FinancialReport.kind.in_(STATEMENTS), FinancialReport.state != "replaced",
            FinancialReport.period.in_([one.period for one in year.periods]),
            FinancialReport.deleted_at.is_(None),
        )
        .order_by(FinancialReport.period, FinancialReport.kind, FinancialReport.edition)
    )  # fmt: skip
    return list({(one.period, one.kind): one for one in rows}.values())


def _number(report: FinancialReport) -> str:
    return f"{report.period}-{report.kind}"


def _statements(year: Year) -> Iterator[str]:
    for one in _reports(year):
        figures: dict[str, Any] = one.figures or {}
        yield element(
            "报表集",
            {
                "报表编号": _number(one), "报表名称": paper.title(one, "zh"),
                "报表报告日": str(figures.get("date", "")).replace("-", ""), "报表报告期": one.period,
                "编制单位": figures.get("company"), "货币单位": "元",
            },
        )  # fmt: skip


def _figures(year: Year) -> Iterator[str]:
    for one in _reports(year):
        number = 0
        for table in paper.tables(one, "zh"):
            for row in table.rows:
                for head, value in zip(table.heads[table.texts :], row[table.texts :], strict=True):
                    if value == "":
                        continue
                    number += 1
                    yield element(
                        "报表项数据",
                        {
                            "报表编号": _number(one), "报表项编号": number,
                            "报表项名称": f"{row[0].strip()} {head}", "报表项公式": None,
                            "报表项数值": value,
                        },
                    )  # fmt: skip
