"""3.2: statements are drafted by the month, reviewed by somebody else, published, and shown as the law prints them."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
import time_machine
from pypdf import PdfReader
from sqlalchemy import select

from app.custom.finance.books import pages
from app.custom.finance.books.statements import drafting, layout, paper
from app.generated.bill import Bill
from app.generated.financial_report import FinancialReport
from app.runtime import jobs, records
from tests.custom.finance.books import january
from tests.custom.finance.books.office import ACCOUNTANT, MANAGER, Office, refused


@pytest.fixture
def month(office: Office) -> Office:
    january.play(office)
    return office


def drafted(office: Office) -> dict[str, FinancialReport]:
    with records.writing(office.ctx):
        drafting.draft(office.ctx, "2026-01", ["trial", "balance", "income", "cash"])
    return reports(office)


def reports(office: Office) -> dict[str, FinancialReport]:
    rows = office.session.scalars(select(FinancialReport).order_by(FinancialReport.edition))
    return {row.kind: row for row in rows}


def step(office: Office, report: FinancialReport, name: str, who: str = MANAGER) -> FinancialReport:
    return records.transition(office.as_(who), FinancialReport, report.id, name)


def shown(report: FinancialReport, part: str, column: str) -> dict[str, str]:
    return {row["en"]: row[column] for row in report.figures[part] if column in row}


def test_the_forms_show_the_printed_figures(month: Office) -> None:
    made = drafted(month)
    assert all(report.passed for report in made.values())
    sheet = made["balance"]
    assert sheet.figures["form"] == "会小企01表"
    end, begin = shown(sheet, "assets", "end"), shown(sheet, "assets", "begin")
    assert (end["Cash"], end["Accounts receivable"], end["Fixed assets, net"], end["Total assets"]) == (
        "557009.20", "101200.00", "156833.33", "815042.53",
    )  # fmt: skip
    assert begin["Total assets"] == "740000.00"
    claims = shown(sheet, "claims", "end")
    assert (claims["Total liabilities"], claims["Total equity"]) == ("223736.44", "591306.09")
    assert shown(sheet, "claims", "begin")["Total liabilities and equity"] == "740000.00"
    income = shown(made["income"], "rows", "month")
    assert (income["Revenue"], income["Profit before tax"]) == ("100275.23", "31306.09")
    assert shown(made["income"], "rows", "year") == income
    cash = shown(made["cash"], "rows", "month")
    assert (cash["Received for goods and services"], cash["Net increase in cash"], cash["Cash at the end"]) == (
        "88400.00", "57009.20", "557009.20",
    )  # fmt: skip
    assert made["trial"].figures["total"]["closing"] == ["864506.45", "864506.45"]


def test_every_figure_of_a_form_opens_its_accounts(month: Office) -> None:
    made = drafted(month)
    for report in made.values():
        for part in ("assets", "claims", "rows"):
            for row in report.figures.get(part, []):
                amounts = [row[name] for name in ("end", "month") if name in row]
                assert row.get("kind") == "head" or row["accounts"] or set(amounts) <= {
                    "0.00", row.get("month", ""),
                }  # fmt: skip


def test_drafting_again_makes_an_edition_only_where_figures_changed(month: Office) -> None:
    drafted(month)
    with records.writing(month.ctx):
        assert drafting.draft(month.ctx, "2026-01", ["income"]) == []
    month.posted("repair_parts", amounts={"amount": 30})
    with records.writing(month.ctx):
        made = drafting.draft(month.ctx, "2026-01", ["income"])
    assert [(one.kind, one.edition) for one in made] == [("income", 2)]
    states = [row.state for row in month.session.scalars(
        select(FinancialReport).where(FinancialReport.kind == "income").order_by(FinancialReport.edition)
    )]  # fmt: skip
    assert states == ["replaced", "generated"]


def test_a_statement_is_reviewed_by_somebody_else_and_published(month: Office) -> None:
    report = drafted(month)["income"]
    again = step(month, report, "replace", MANAGER)
    assert again.state == "replaced"
    mine = reports(month)["income"]
    assert (mine.edition, mine.state) == (2, "generated")
    assert refused(step, month, mine, "review").code == "separation"
    step(month, mine, "replace", ACCOUNTANT)
    theirs = reports(month)["income"]
    assert step(month, theirs, "review").state == "reviewed"
    assert step(month, theirs, "publish").state == "published"


def test_tie_outs_that_fail_stop_the_review(month: Office) -> None:
    bill = month.session.scalars(select(Bill)).one()
    with records.writing(month.ctx):
        records.write_set(
            month.ctx, Bill, [{"id": bill.id, "balance": Decimal(1)}], action="each", audit="test"
        )
    report = drafted(month)["balance"]
    assert [one["code"] for one in report.checks if not one["ok"]] == ["receivables"]
    assert "tie-outs do not hold" in str(refused(step, month, report, "review"))


def test_what_changed_since_it_was_drafted_is_not_reviewed(month: Office) -> None:
    report = drafted(month)["income"]
    month.posted("repair_parts", amounts={"amount": 30})
    assert refused(step, month, report, "review").code == "changed"


def test_on_the_first_the_month_before_is_drafted(month: Office) -> None:
    with time_machine.travel("2026-02-01T02:00:30+08:00", tick=False):
        with records.writing(month.ctx):
            drafting.every_month(month.ctx)
        jobs.run_due()
    assert {"trial", "balance", "income", "cash"} <= set(reports(month))
    assert {one.created_by_id for one in reports(month).values()} == {None}


def test_paper_and_workbook_show_what_is_stored(month: Office) -> None:
    made = drafted(month)
    for language, title, total in (
        ("zh", "资产负债表", "资产总计"),
        ("en", "Balance sheet", "Total assets"),
    ):
        report = made["balance"]
        book = openpyxl.load_workbook(io.BytesIO(paper.workbook(report, language)))
        cells = [[cell.value for cell in row] for row in book.active.iter_rows()]
        assert cells[0][0] == title
        (row,) = [row for row in cells if row[0] == total]
        assert row[2:4] == [815042.53, 740000]
        text = "".join(
            page.extract_text()
            for page in PdfReader(io.BytesIO(paper.printed(report, language))).pages
        )
        assert total in text
        assert "815,042.53" in text
    for kind in ("trial", "income", "cash"):
        assert paper.printed(made[kind])[:4] == b"%PDF"
        assert paper.workbook(made[kind])[:2] == b"PK"


def test_a_published_statement_is_the_same_after_a_reversal(month: Office) -> None:
    report = drafted(month)["balance"]
    before = paper.workbook(report)[:0] + repr(report.figures).encode()
    january.close(month)
    step(month, report, "review")
    step(month, report, "publish")
    month.posted("repair_parts", amounts={"amount": 30}, on=dt.date(2026, 2, 1))
    assert repr(month.again(report).figures).encode() == before


def test_an_account_is_read_line_by_line(month: Office) -> None:
    period = month.period()
    page = pages.account(month.ctx, month.account("1002"), period)
    assert page.opening == Decimal(500_000)
    assert [(one.voucher_no, one.debit - one.credit) for one in page.entries] == [
        ("记-0002", Decimal(53_000)), ("记-0003", Decimal("31609.20")), ("记-0004", Decimal(3_600)),
        ("记-0005", Decimal(-21_200)), ("记-0007", Decimal(-10_000)),
    ]  # fmt: skip
    assert page.entries[-1].balance == Decimal("557009.20")
    assert page.more is None
    mine = {"customer": month.customers[0].id}
    of_customer = pages.account(month.ctx, month.account("1122"), period, dims=mine)
    assert (of_customer.opening, of_customer.entries[-1].balance) == (
        Decimal(80_000), Decimal(101_200),
    )  # fmt: skip
    nobody = {"customer": month.customers[1].id}
    assert pages.account(month.ctx, month.account("1122"), period, dims=nobody).entries == []


def test_long_accounts_are_read_a_page_at_a_time(
    month: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "AT_ONCE", 2)
    period, account = month.period(), month.account("1002")
    seen, after, brought = [], None, None
    while True:
        page = pages.account(month.ctx, account, period, after=after, brought=brought)
        seen += [one.voucher_no for one in page.entries]
        after, brought = page.more, page.entries[-1].balance
        if after is None:
            break
    assert seen == ["记-0002", "记-0003", "记-0004", "记-0005", "记-0007"]
    assert brought == Decimal("557009.20")


def test_lines_of_the_forms_are_those_of_the_charts() -> None:
    from app.custom.finance.books import setup

    for standard in setup.STANDARDS:
        forms = layout.forms(standard)
        named = {
            line.removeprefix("-")
            for form in forms.values()
            for part in ("assets", "claims", "rows")
            for row in form.get(part, [])
            for line in [*row.get("sum", []), row.get("line", "")]
        }
        used = {row["report_line"] for row in setup.accounts_of(standard, "general")}
        assert used <= named
