"""What auditors see: where the audit stands, a run by its checks, evidence with links, the books as a download."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from app.custom.finance.audits import texts
from app.custom.finance.audits.rule import Found
from app.generated.audit_finding import AuditFinding
from app.generated.registry import registry
from app.runtime.policy import Policy
from app.runtime.system import AuditLog
from tests.custom.finance.audits import defects
from tests.custom.finance.audits.spoiled import Books
from tests.custom.finance.audits.test_runs import audited, findings, step
from tests.custom.finance.books.office import ACCOUNTANT, AUDITOR, MANAGER, Office
from tests.support.people import People
from tests.support.visitor import Visitor

pytestmark = pytest.mark.database
D = Decimal


@pytest.fixture
def staff(app: Flask, office: Office, people: People) -> Callable[..., Visitor]:
    """Somebody of the office at his screen."""
    return lambda name, language="zh": Visitor(
        people.browser(app, office.town.logins[name]), language=language
    )


def test_the_overview_says_where_the_audit_stands(
    office: Office, books: Books, staff: Callable[..., Visitor]
) -> None:
    audited(office)
    page = staff(AUDITOR).open("/audits")
    assert page.status == 200, page.text
    assert page.sees("凭证链 完好", "没有发现", "2026-01 – 2026-01")
    defects.a_posted_voucher_is_rewritten(books)
    defects.a_debt_is_three_years_old(books)
    run = audited(office, "A15 A16")
    page = page.open("/audits")
    assert page.sees("凭证链 断裂")
    links = {str(link["href"]) for link in page.page.select("table a")}
    assert any("state=open" in link and "risk=high" in link for link in links), links
    assert f"/audits/runs/{run.id}" in page.text
    english = staff(AUDITOR, "en").open("/audits")
    assert english.sees("Chain of vouchers broken")


def test_a_run_shows_its_checks_its_findings_and_a_sample_to_print(
    office: Office, books: Books, staff: Callable[..., Visitor]
) -> None:
    defects.a_debt_is_three_years_old(books)
    audited(office, "A16")
    step(office, findings(office)[0], "dismiss", AUDITOR, note="判决执行中")
    defects.a_posted_voucher_is_rewritten(books)
    run = audited(office, sample_size=3)
    page = staff(AUDITOR).open(f"/audits/runs/{run.id}")
    assert page.status == 200, page.text
    assert page.sees("A15 凭证链断裂", "此前不成立", "判决执行中", "抽样清单", "随机种子 1")
    assert page.sees("少于 300，不判断")
    assert page.page.select_one("[data-print]") is not None
    vouchers = [str(link["href"]) for link in page.page.select("#sample a")]
    assert len(vouchers) == len(run.sample["lines"])
    assert page.open(vouchers[0]).status == 200
    english = staff(AUDITOR, "en").open(f"/audits/runs/{run.id}")
    assert english.sees("The chain of vouchers is broken", "Dismissed before")
    assert "凭证链" not in english.words


def test_evidence_is_read_line_by_line_and_leads_to_the_records(
    office: Office, books: Books, staff: Callable[..., Visitor]
) -> None:
    (key,) = defects.a_bill_asks_for_more(books)
    audited(office, "A11")
    (finding,) = findings(office)
    page = staff(AUDITOR).open(f"/audit_finding/show/{finding.id}")
    assert page.sees("应收 应为 276.53，实为 376.53", "amount 276.53 → 376.53", "对象 账单")
    assert "Bill " not in page.words
    assert page.page.select_one(f"a[href='/bill/show/{key[2]}']") is not None
    english = staff(AUDITOR, "en").open(f"/audit_finding/show/{finding.id}")
    assert english.sees("amount should be 276.53 and is 376.53", "Bills that differ from their formula")  # fmt: skip
    listed = english.open("/audit_finding/list/")
    assert listed.sees("should be 276.53")
    assert "应为" not in listed.words


def test_the_evidence_of_every_defect_is_told_in_both_languages(
    books: Books, audit: Callable[..., list[tuple[str, Found]]], app: Flask
) -> None:
    for name in ("A01", "A08", "A12", "A17", "A19"):
        defects.PLANTS[name](books)
    with app.test_request_context():
        for _, one in audit():
            zh, en = (texts.evidence(one.evidence, language) for language in ("zh", "en"))
            assert [line.url for line in zh] == [line.url for line in en]
            assert [line.text for line in zh] != [line.text for line in en]
            unnamed = set(one.evidence) - set(texts.LABELS) - set(texts.HIDDEN)
            assert unnamed == set()


def test_the_books_are_downloaded_by_the_auditor_and_the_audit_log_knows(
    office: Office, staff: Callable[..., Visitor]
) -> None:
    visitor = staff(AUDITOR)
    page = visitor.open("/audits/books")
    assert page.sees("2026", "未经认证")
    answer = visitor.client.get("/audits/books?year=2026")
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    found = zipfile.ZipFile(io.BytesIO(answer.data))
    assert found.namelist() == ["公共档案.xml", "总账.xml"]
    assert found.read("总账.xml").decode().count("<记账凭证>") > 12
    logged = office.session.scalars(select(AuditLog.diff).where(AuditLog.action == "export")).all()
    assert logged == [{"books": 2026, "format": "GB/T 24589.1"}]
    assert visitor.client.get("/audits/books?year=2031").status_code == 404
    assert visitor.client.get("/audits/books?year=x").status_code in (400, 404)


@pytest.mark.parametrize("address", ["/audits", "/audits/books", "/audits/runs/1"])
def test_nobody_else_opens_these_pages(
    office: Office, staff: Callable[..., Visitor], address: str
) -> None:
    assert staff(ACCOUNTANT).client.get(address).status_code == 403


def test_the_finance_manager_takes_the_books_and_the_runs_are_not_his(
    office: Office, staff: Callable[..., Visitor]
) -> None:
    manager = staff(MANAGER)
    assert manager.client.get("/audits/books").status_code == 200
    assert manager.client.get("/audits").status_code == 403


def test_the_first_page_of_an_auditor_shows_what_waits(
    office: Office, books: Books, staff: Callable[..., Visitor]
) -> None:
    defects.a_posted_voucher_is_rewritten(books)
    audited(office)
    page = staff(AUDITOR).open("/")
    assert page.sees("高风险、待处理的发现", "最近的审计检查", "各规则的未了结发现")


def test_findings_leave_as_a_workbook(
    office: Office, books: Books, staff: Callable[..., Visitor]
) -> None:
    defects.a_debt_is_three_years_old(books)
    audited(office, "A16")
    answer = staff(AUDITOR).client.get("/audit_finding/export.xlsx")
    assert answer.status_code == 200, answer.data[:500]
    whole = zipfile.ZipFile(io.BytesIO(answer.data))
    words = "".join(whole.read(name).decode() for name in whole.namelist() if name.endswith(".xml"))
    assert "长期挂账的应收款" in words
    assert "Receivables older" not in words


# -- rights --------------------------------------------------------------------------------------------


WRITES = ("create", "update", "delete", "import")
OWN = {"AuditRun": {"create"}, "AuditFinding": set()}


def test_the_auditor_reads_all_of_fees_and_books_and_writes_nothing() -> None:
    for entry in registry.entities():
        name, policy = entry.entity.meta.name, entry.policy
        if entry.entity.meta.module in ("fee", "fin"):
            assert "auditor" in granted(policy, "read"), name
        mine = {action for action in WRITES if "auditor" in granted(policy, action)}
        assert mine == OWN.get(name, set()), name
        steps = entry.workflow.transitions if entry.workflow is not None else {}
        taken = {step for step, ways in steps.items() for way in ways if "auditor" in str(way.by)}
        if name == "AuditFinding":
            assert taken == {"assign", "dismiss", "send_back", "verify", "close", "improve"}
        else:
            assert taken == set(), name


def granted(policy: Policy, action: str) -> set[str]:
    return set(policy.grants(action))


def test_a_finding_is_read_by_its_owner_and_not_by_his_colleagues(
    office: Office, books: Books
) -> None:
    from app.runtime import query

    defects.a_debt_is_three_years_old(books)
    audited(office, "A16")
    finding = findings(office)[0]
    read = lambda who: query.rows(office.as_(who), AuditFinding, columns=["id"]).items  # noqa: E731
    assert read(ACCOUNTANT) == []
    step(office, finding, "assign", AUDITOR, owner=office.town.logins[ACCOUNTANT], due_on=office.ctx.today)  # fmt: skip
    assert len(read(ACCOUNTANT)) == 1
    assert read("孙出纳") == []
