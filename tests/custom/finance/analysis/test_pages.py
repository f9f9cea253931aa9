"""3.5 on screen: O13 from the records, every figure with its rows, cash ahead, what a price would do, for whom."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.custom.finance.analysis import ageing, collection, projects, watched
from app.custom.finance.books.screens import chosen
from app.custom.finance.books.statements import drafting, paper
from app.generated.bill import Bill
from app.generated.financial_report import FinancialReport
from app.generated.payment import Payment
from app.generated.payment_allocation import PaymentAllocation
from app.generated.payroll_entry import PayrollEntry
from app.generated.voucher_line import VoucherLine
from app.runtime import filters, query, records
from tests.custom.finance.books.office import ACCOUNTANT, JANUARY, Office
from tests.support.people import People
from tests.web.pages import visit

LISTS = {
    "bill": (Bill, ("balance",)), "payment_allocation": (PaymentAllocation, ("amount",)),
    "voucher_line": (VoucherLine, ("debit", "credit")),
}  # fmt: skip


@pytest.fixture
def winter(month: Office) -> Office:
    """O13.1: bills of 106 000 for January, 84 800 of that paid; 80 000 open since November."""
    with records.writing(month.ctx):
        bill = month.ctx.query(select(Bill)).one()
        month.ctx.update(bill, amount=Decimal(106_000), paid=Decimal(84_800), balance=Decimal(21_200), net=Decimal(100_000), fee_item=month.items["WY"].id)  # fmt: skip
        for day, amount in ((10, 53_000), (20, 31_800)):
            pay(month, bill, dt.date(2026, 1, day), amount)
    add(month, "2025-11", dt.date(2025, 11, 25), 80_000)
    return month


def add(office: Office, period: str, due: dt.date, amount: int) -> Bill:
    with records.writing(office.ctx):
        return office.ctx.create(
            Bill, project=office.town.project.id, customer=office.customers[0].id,
            fee_item=office.items["WY"].id, period=period, period_from=dt.date.fromisoformat(f"{period}-01"),
            period_to=due, amount=Decimal(amount), balance=Decimal(amount), due_on=due,
        )  # fmt: skip


def pay(office: Office, bill: Bill, day: dt.date, amount: Decimal | int) -> None:
    """What a counter writes, without the money; inside a write."""
    payment = office.ctx.create(
        Payment, channel="bank", customer=bill.customer_id, project=bill.project_id, amount=Decimal(amount),
        channel_trade_no=f"{bill.id}-{day}-{amount}",
    )  # fmt: skip
    office.ctx.create(
        PaymentAllocation, payment=payment.id, bill=bill.id, customer=bill.customer_id, project=bill.project_id,
        part="principal", amount=Decimal(amount), on=day,
    )  # fmt: skip


def number(text: str) -> Decimal:
    return Decimal(text.strip().replace(",", "").rstrip("%") or 0)


def behind(office: Office, url: str) -> list[Decimal]:
    """The sums of the rows that a list of this address shows the accountant."""
    entity, columns = LISTS[url.split("/")[1]]
    ctx = office.as_(ACCOUNTANT)
    where = filters.parse(entity, ctx.actor, parse_qsl(url.partition("?")[2]))
    rows = query.rows(ctx, entity, where=where, columns=list(columns), limit=200).items
    return [sum((row[name] or Decimal(0) for row in rows), Decimal(0)) for name in columns]


@pytest.mark.database
def test_the_rates_and_ratios_are_the_printed_ones(winter: Office, accountant: Any) -> None:
    page = visit(accountant, "/analysis?period=2026-01")
    assert page.status == 200, page.text
    shown = {
        one.select_one("dt").get_text(strip=True): one.select_one("b").get_text(strip=True)
        for one in page.html.select(".figure")
    }
    assert shown == {
        "当期收缴率": "80.00%", "综合收缴率": "45.59%", "清欠率": "0.00%", "净利率": "31.22%", "资产负债率": "27.45%",
        "流动比率": "2.94", "货币资金": "557,009.20", "资金可支撑": "净流入",
    }  # fmt: skip
    for told in ("777,521.27", "0.1290", "4.03%", "31,306.09"):
        assert told in page.text, told


@pytest.mark.database
def test_every_amount_opens_rows_that_add_up_to_it(winter: Office, accountant: Any) -> None:
    page = visit(accountant, "/analysis?period=2026-01")
    checked = 0
    for link in page.html.select(".report-table td a"):
        url, told = str(link["href"]), link.get_text(strip=True)
        if (
            not url.startswith(("/bill/list/", "/payment_allocation/list/"))
            or not told[0].isdigit()
        ):
            continue
        found = number(told)
        amount = behind(winter, url)[0]
        if url.startswith("/bill/list/?period=2026-01"):
            # What was billed: the list shows it as the amount, less what was reduced.
            ctx = winter.as_(ACCOUNTANT)
            where = filters.parse(Bill, ctx.actor, parse_qsl(url.partition("?")[2]))
            rows = query.rows(
                ctx, Bill, where=where, columns=["amount", "discount"], limit=200
            ).items
            amount = sum((row["amount"] - (row["discount"] or 0) for row in rows), Decimal(0))
        assert amount == found, (url, told)
        assert visit(accountant, url).status == 200
        checked += 1
    assert checked >= 6


@pytest.mark.database
def test_arrears_at_first_are_what_is_open_still_and_what_came_since(
    winter: Office, accountant: Any
) -> None:
    (old,) = [one for one in winter.session.scalars(select(Bill)) if one.period == "2025-11"]
    with records.writing(winter.ctx):
        pay(winter, old, JANUARY, 5_000)
        winter.ctx.update(winter.ctx.get(Bill, old.id), paid=Decimal(5_000), balance=Decimal(75_000))  # fmt: skip
    month = collection.Month.of("2026-01", JANUARY)
    (found,) = collection.by_project(winter.ctx, month).values()
    assert (found.opening, found.recovered) == (80_000, 5_000)
    assert found.recovery == Decimal("6.25")
    assert found.comprehensive == Decimal("48.28")
    assert behind(winter, collection.still_open_url(month, None)) == [75_000]
    assert behind(winter, collection.since_url(month, winter.town.project.id)) == [5_000]


@pytest.mark.database
def test_projects_are_ranked_and_their_accounts_open_their_lines(
    winter: Office, accountant: Any
) -> None:
    page = visit(accountant, "/analysis?period=2026-01")
    table = page.html.select_one("[aria-label='项目损益'] table")
    link = table.select_one("tbody a")
    opened = visit(accountant, str(link["href"]))
    rows = opened.html.select("tbody tr")
    assert rows
    for row in rows:
        url = str(row.select_one("td a")["href"])
        debit, credit = behind(winter, url)
        assert credit - debit == number(row.select_one("td").get_text()), row
    total = sum((number(row.select_one("td").get_text()) for row in rows), Decimal(0))
    assert total == number(opened.html.select_one("tfoot td").get_text())
    whole = table.select("tfoot td")
    assert number(whole[2].get_text()) == Decimal("31306.09")


def test_projects_and_what_belongs_to_none_make_the_whole(winter: Office) -> None:
    within = chosen.known_periods(winter.ctx)[:1]
    found = projects.results(winter.ctx, within)
    assert found[-1].project is None
    assert sum((one.profit for one in found), Decimal(0)) == Decimal("31306.09")
    for one in found:
        for account, (line, amount) in one.lines.items():
            debit, credit = behind(winter, projects.lines_url(one.project, account, within))
            assert (credit - debit if line in projects.INCOME else debit - credit) == amount


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(
    bills=st.lists(
        st.tuples(st.sampled_from(["2025-03", "2025-12", "2026-01"]), st.integers(-1200, 60), st.integers(1, 9999), st.integers(0, 100), st.integers(-60, 0)),
        max_size=5,
    )
)  # fmt: skip
def test_whatever_is_billed_and_paid_every_amount_has_its_rows(
    office: Office, bills: list[tuple[str, int, int, int, int]]
) -> None:
    for period, due, amount, percent, paid in bills:
        bill = add(office, period, JANUARY + dt.timedelta(days=due), amount)
        part = Decimal(amount * percent // 100)
        if part:
            with records.writing(office.ctx):
                pay(office, bill, JANUARY + dt.timedelta(days=paid), part)
                state = "paid" if part == amount else "partial"
                office.ctx.transition(office.ctx.get(Bill, bill.id), "pay_full" if state == "paid" else "pay_part")  # fmt: skip
                office.ctx.update(office.ctx.get(Bill, bill.id), paid=part, balance=amount - part)
    month = collection.Month.of("2026-01", JANUARY)
    for project, one in collection.by_project(office.ctx, month).items():
        assert behind(office, collection.collected_url(month, project)) == [one.collected]
        assert behind(office, collection.recovered_url(month, project)) == [one.recovered]
        still = behind(office, collection.still_open_url(month, project))[0]
        assert still + behind(office, collection.since_url(month, project))[0] == one.opening
        assert one.recovered <= one.opening
    for project, amounts in ageing.today(office.ctx).items():
        for band in ageing.BANDS:
            url = ageing.url(band, office.ctx.today, project)
            assert behind(office, url) == [amounts.get(band.name, 0)], band


def test_ageing_at_the_end_of_a_month_takes_back_what_came_since(winter: Office) -> None:
    day = dt.date(2025, 12, 31)
    (found,) = ageing.at_end(winter.ctx, day).values()
    assert {name: amount for name, amount in found.items() if amount} == {"d90": 80_000}
    (now,) = ageing.at_end(winter.ctx, dt.date(2026, 1, 15)).values()
    assert now["due"] == 21_200 + 31_800


@pytest.mark.database
def test_ageing_and_collection_are_kept_with_the_statements(
    winter: Office, accountant: Any
) -> None:
    with records.writing(winter.ctx):
        drafting.draft(winter.ctx, "2026-01", ["aging", "collection"])
    kept = {one.kind: one for one in winter.session.scalars(select(FinancialReport))}
    assert kept["collection"].figures["rows"][-1]["comprehensive"] == "45.59"
    assert kept["aging"].figures["rows"][-1]["amount"] == "101200.00"
    for kind, head in (("aging", "应收账龄"), ("collection", "收缴率")):
        page = visit(accountant, f"/statements?period=2026-01&kind={kind}")
        assert head in page.text
        assert "待审阅" in page.text
        book = openpyxl.load_workbook(io.BytesIO(paper.workbook(kept[kind])))
        assert book.sheetnames == [head]


@pytest.mark.database
def test_cash_ahead_begins_with_what_is_there_and_ends_with_its_sums(
    winter: Office, accountant: Any
) -> None:
    with records.writing(winter.ctx):
        winter.ctx.create(
            PayrollEntry, period="2026-01", department=winter.town.departments["GM"].id, people=2,
            gross=Decimal(9_000), company_social=Decimal(1_000), account=winter.account("5602"),
        )  # fmt: skip
    found = watched.basis(winter.ctx, chosen.known_periods(winter.ctx))
    assert found.cash == Decimal("557009.20")
    assert sum(found.open_bills.values()) == 101_200
    assert found.billed_like == "2025-11"
    # January is billed already; what is still to come are the months after it.
    assert {day.month for day, amount in found.new_bills.items() if amount} == {2, 3, 4}
    assert found.staff == {}
    assert sum(found.taxes.values()) == Decimal("25708.92")
    weeks = watched.weeks(found, winter.ctx.today)
    page = visit(accountant, "/analysis/cash")
    assert page.status == 200, page.text
    assert f"{weeks[-1].closing:,.2f}" in page.text
    out = sum(one.net for one in weeks)
    assert weeks[-1].closing - weeks[0].opening == out
    file = accountant.get("/analysis/cash.xlsx")
    (sheet,) = openpyxl.load_workbook(io.BytesIO(file.data)).worksheets
    last = [row for row in sheet.iter_rows(values_only=True) if row[1] == "周末余额"]
    assert round(last[0][-2], 2) == float(weeks[-1].closing)


def test_another_price_shows_what_it_does(winter: Office, accountant: Any) -> None:
    url = f"/analysis/price?project={winter.town.project.id}"
    page = visit(accountant, url)
    assert page.status == 200, page.text
    rows = {row.select_one("th").get_text(strip=True): [cell.get_text(strip=True) for cell in row.select("td")] for row in page.html.select("[aria-label='物业费调价测算'] tbody tr")}  # fmt: skip
    assert rows["收缴率 %"][0] == "80.00"
    assert rows["应收（含税）"][0] == rows["应收（含税）"][1]
    price = Decimal(rows["单价 元/㎡"][0])
    more = visit(accountant, f"{url}&price={price * 2}&collected=100&cost=10")
    changed = {row.select_one("th").get_text(strip=True): [number(cell.get_text()) for cell in row.select("td")] for row in more.html.select("[aria-label='物业费调价测算'] tbody tr")}  # fmt: skip
    assert abs(changed["应收（含税）"][1] - changed["应收（含税）"][0] * 2) < 1
    assert changed["保本单价 元/㎡"][1] is not None
    assert "业主大会" in more.text
    for wrong in ("price=x", "price=-1", "collected=101", "cost=NaN", "project=999999"):
        assert visit(accountant, f"/analysis/price?{wrong}").status == 400, wrong


@pytest.mark.parametrize("table", ["collection", "ageing", "projects"])
def test_a_table_is_taken_along_by_who_may(
    table: str, winter: Office, accountant: Any, app: Any, people: People
) -> None:
    answer = accountant.get(f"/analysis.xlsx?table={table}&period=2026-01")
    (sheet,) = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets
    assert list(sheet.iter_rows(values_only=True))[-1][1] == "合计"
    gm = people.browser(app, people.user("gm"))
    assert gm.get(f"/analysis.xlsx?table={table}").status_code == 403
    assert accountant.get("/analysis.xlsx?table=weather").status_code == 400


def test_analysis_is_for_those_who_read_the_books(winter: Office, app: Any, people: People) -> None:
    for role in ("csr", "cashier", "technician", "hr", "customer", "dept_mgr", "sysadmin"):
        browser = people.browser(app, people.user(role))
        for path in ("/analysis", "/analysis/cash", "/analysis/price", "/analysis/project"):
            assert visit(browser, path).status == 403, (role, path)
    gm = people.browser(app, people.user("gm"))
    for path in ("/analysis", "/analysis/cash", "/analysis/price"):
        page = visit(gm, path, **{"Accept-Language": "en"})
        assert page.status == 200
        assert not [
            sign for sign in "率元现金" if sign in page.html.select_one("main h1").get_text()
        ]
    assert visit(gm, "/analysis/project?project=999999").status == 404


def test_pages_cost_the_same_whatever_the_bills(
    winter: Office, accountant: Any, statements: Any
) -> None:
    paths = ("/analysis", "/analysis/cash", "/analysis/price")
    before = {}
    for path in paths:
        visit(accountant, path)
        with statements() as few:
            visit(accountant, path)
        before[path] = len(few)
    for days in range(0, 400, 40):
        add(winter, "2025-10", JANUARY - dt.timedelta(days=days), 100)
    for path in paths:
        with statements() as many:
            visit(accountant, path)
        assert len(many) == before[path] <= 45, path
