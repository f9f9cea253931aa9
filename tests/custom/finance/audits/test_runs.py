"""A run: one job, findings kept and brought up to date, a sample that can be drawn again (3.4, §3.12)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from app.custom.finance.audits import keeping, schedules
from app.custom.finance.audits.figures import sampling
from app.generated.audit_finding import AuditFinding
from app.generated.audit_run import AuditRun
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime import clock, jobs, records
from app.runtime.errors import AppError
from app.runtime.system import Notification
from tests.custom.finance.audits import defects
from tests.custom.finance.audits.spoiled import Books
from tests.custom.finance.books.office import ACCOUNTANT, AUDITOR, MANAGER, Office, refused

pytestmark = pytest.mark.database
D = Decimal


def audited(office: Office, rules: str = "", **values: Any) -> AuditRun:
    """A run of the auditor over January, done."""
    given = {"period_from": "2026-01", "period_to": "2026-01", "rules": rules, **values}
    made = records.create(office.as_(AUDITOR), AuditRun, given)
    jobs.run_due()
    return office.again(made)


def findings(office: Office) -> list[AuditFinding]:
    return list(office.session.scalars(select(AuditFinding).order_by(AuditFinding.id)))


def step(office: Office, finding: AuditFinding, name: str, who: str, **values: Any) -> AuditFinding:
    note = values.pop("note", "")
    return records.transition(office.as_(who), AuditFinding, finding.id, name, values, note=note)


def assigned(office: Office, finding: AuditFinding, due: dt.date | None = None) -> AuditFinding:
    day = due or office.ctx.today + dt.timedelta(days=7)
    return step(office, finding, "assign", AUDITOR, owner=office.town.logins[ACCOUNTANT], due_on=day)  # fmt: skip


def told(office: Office, template: str) -> list[int]:
    """Who was told."""
    rows = select(Notification.recipient_id).where(Notification.template == template)
    return sorted(office.session.scalars(rows))


def test_a_run_looks_at_everything_and_says_what_it_found(office: Office, books: Books) -> None:
    defects.a_posted_voucher_is_rewritten(books)
    defects.a_debt_is_three_years_old(books)
    run = audited(office)
    assert run.finished_at is not None
    assert run.findings == 2
    assert list(run.summary) == [f"A{number:02d}" for number in range(1, 20)]
    assert {code for code, one in run.summary.items() if one["found"]} == {"A15", "A16"}
    assert [(one.rule, one.state, one.seen) for one in findings(office)] == [
        ("A15", "open", 1), ("A16", "open", 1),
    ]  # fmt: skip
    assert [one.id for one in findings(office)] == [*run.summary["A15"]["ids"], *run.summary["A16"]["ids"]]  # fmt: skip
    assert run.summary["A09"]["note"]["en"].endswith("nothing is said")
    assert told(office, "audit_run.done") == [office.town.logins[AUDITOR]]


def test_a_run_may_be_about_some_checks_only(office: Office, books: Books) -> None:
    defects.a_posted_voucher_is_rewritten(books)
    assert list(audited(office, "a16 A02").summary) == ["A02", "A16"]
    assert findings(office) == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"rules": "A01 A20"}, "rules"), ({"period_to": "2025-12"}, "period_to"),
        ({"period_to": "2029-01"}, "period_to"),
    ],
)  # fmt: skip
def test_a_run_that_makes_no_sense_is_refused_at_the_field(
    office: Office, values: dict[str, Any], field: str
) -> None:
    error = refused(audited, office, **values)
    assert [one.field for one in error.errors] == [field]
    assert office.session.scalars(select(AuditRun)).all() == []


def test_another_run_updates_what_nobody_has_touched(office: Office, books: Books) -> None:
    defects.a_debt_is_three_years_old(books)
    audited(office, "A16")
    books.bill(due_on=dt.date(2022, 5, 1))
    run = audited(office, "A16")
    (finding,) = findings(office)
    assert (finding.seen, finding.run_id, finding.evidence["number"]) == (2, run.id, 2)
    assert (run.findings, run.summary["A16"]["new"], run.summary["A16"]["again"]) == (1, 0, 1)
    assert "2 笔" in (finding.explanation or "")


def test_evidence_is_frozen_once_it_was_handed_over(office: Office, books: Books) -> None:
    defects.a_debt_is_three_years_old(books)
    audited(office, "A16")
    (before,) = findings(office)
    evidence = before.evidence
    assigned(office, before)
    books.bill(due_on=dt.date(2022, 5, 1))
    audited(office, "A16")
    (finding,) = findings(office)
    assert (finding.evidence, finding.seen, finding.state) == (evidence, 2, "assigned")


def test_what_was_dismissed_stays_so_and_a_rerun_says_why(office: Office, books: Books) -> None:
    defects.a_debt_is_three_years_old(books)
    audited(office, "A16")
    (finding,) = findings(office)
    step(office, finding, "dismiss", AUDITOR, note="已诉讼，判决执行中")
    run = audited(office, "A16")
    assert [one.state for one in findings(office)] == ["dismissed"]
    assert run.summary["A16"]["settled"] == [
        {"id": finding.id, "state": "dismissed", "reason": "已诉讼，判决执行中"}
    ]
    assert run.findings == 0


def test_other_facts_about_what_was_dismissed_are_a_new_finding(
    office: Office, books: Books
) -> None:
    defects.a_debt_is_three_years_old(books)
    audited(office, "A16")
    (finding,) = findings(office)
    step(office, finding, "dismiss", AUDITOR, note="已诉讼，判决执行中")
    books.bill(due_on=dt.date(2021, 5, 1))
    audited(office, "A16")
    _, again = findings(office)
    assert (again.state, again.evidence["before"]) == ("open", finding.id)


def closed(office: Office, finding: AuditFinding) -> None:
    assigned(office, finding)
    step(office, finding, "start", ACCOUNTANT)
    step(office, finding, "submit", ACCOUNTANT, response="已更正")
    step(office, finding, "verify", AUDITOR)
    step(office, finding, "close", AUDITOR)


def test_a_closed_finding_comes_again_when_nothing_was_mended(office: Office, books: Books) -> None:
    defects.a_bill_asks_for_more(books)
    audited(office, "A11")
    closed(office, findings(office)[0])
    audited(office, "A11")
    assert [one.state for one in findings(office)] == ["closed", "open"]


def test_a_closed_finding_about_what_cannot_be_undone_stays_closed(
    office: Office, books: Books
) -> None:
    defects.somebody_paid_twice(books)
    audited(office, "A03")
    closed(office, findings(office)[0])
    assert audited(office, "A03").findings == 0
    assert [one.state for one in findings(office)] == ["closed"]


def test_more_than_a_run_keeps_is_counted(
    office: Office, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST", 2)
    for number in range(5):
        books.payment(state="settled", amount=D(number + 1))
    run = audited(office, "A10")
    one = run.summary["A10"]
    assert (len(findings(office)), one["found"], one["left_out"], run.findings) == (2, 5, 3, 5)


def test_a_thousand_findings_of_a_long_check_are_kept_in_parts(
    office: Office, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.custom.finance.audits.rules import reckoning

    monkeypatch.setattr(reckoning, "AT_ONCE", 2)
    made = [books.bill(balance=D(1)) for _ in range(5)]
    run = audited(office, "A11")
    assert [one.subject_id for one in findings(office)] == made
    assert run.summary["A11"]["ids"] == [one.id for one in findings(office)]


# -- sample --------------------------------------------------------------------------------------------


def test_the_same_seed_draws_the_same_sample_and_the_database_agrees_with_the_formula(
    office: Office, books: Books
) -> None:
    books.many("repair_parts", "parts", books.period.starts_on, [D(n) / 7 for n in range(9, 300)])
    first, again, other = (audited(office, "A02", sample_size=20, seed=seed) for seed in (5, 5, 6))
    assert first.sample == again.sample
    assert first.sample["lines"] != other.sample["lines"]
    rows = office.session.execute(
        select(VoucherLine.id, VoucherLine.debit)
        .join(Voucher, Voucher.id == VoucherLine.voucher_id)
        .where(Voucher.period_id == books.period.id, VoucherLine.debit > 0)
        .order_by(VoucherLine.id)
    ).all()
    amounts = [int(row.debit * 100) for row in rows]
    plan = sampling.plan(size=20, total=sum(amounts), seed=5)
    expected = [(rows[index].id, hits) for index, hits in sampling.drawn(plan, amounts)]
    assert [(one["line"], one["hits"]) for one in first.sample["lines"]] == expected
    assert (first.sample["population"], first.sample["total"]) == (len(rows), f"{sum(amounts) / 100:.2f}")  # fmt: skip


def test_a_sample_of_books_without_vouchers_is_empty(office: Office) -> None:
    run = audited(office, "A02", sample_size=5, period_from="2025-12", period_to="2025-12")
    assert (run.sample["lines"], run.sample["population"]) == ([], 0)


# -- what becomes of it --------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [AUDITOR, "张三"])
def test_an_auditor_mends_nothing_and_a_resident_neither(
    office: Office, books: Books, who: str
) -> None:
    defects.a_debt_is_three_years_old(books)
    audited(office, "A16")
    (finding,) = findings(office)
    owner = office.town.logins.get(who) or office.town.resident().login_id
    error = refused(step, office, finding, "assign", AUDITOR, owner=owner, due_on=office.ctx.today)
    assert [one.field for one in error.errors] == ["owner"]
    assert findings(office)[0].state == "open"


def test_a_day_that_is_over_is_no_time_to_mend(office: Office, books: Books) -> None:
    defects.a_debt_is_three_years_old(books)
    audited(office, "A16")
    error = refused(assigned, office, findings(office)[0], dt.date(2026, 2, 4))
    assert [one.field for one in error.errors] == ["due_on"]


def test_the_owner_alone_mends_and_the_auditor_verifies(office: Office, books: Books) -> None:
    defects.a_debt_is_three_years_old(books)
    audited(office, "A16")
    finding = assigned(office, findings(office)[0])
    assert told(office, "audit_finding.assigned") == [office.town.logins[ACCOUNTANT]]
    with pytest.raises(AppError):
        step(office, finding, "start", MANAGER)
    step(office, finding, "start", ACCOUNTANT)
    with pytest.raises(AppError):
        step(office, finding, "submit", ACCOUNTANT)
    step(office, finding, "submit", ACCOUNTANT, response="已起诉")
    assert told(office, "audit_finding.submitted") == [office.town.logins[AUDITOR]]
    step(office, finding, "send_back", AUDITOR, note="请附判决书")
    assert told(office, "audit_finding.sent_back") == [office.town.logins[ACCOUNTANT]]
    with pytest.raises(AppError):
        step(office, finding, "verify", AUDITOR)
    step(office, finding, "submit", ACCOUNTANT, response="已起诉，附判决书")
    step(office, finding, "verify", AUDITOR)
    assert step(office, finding, "close", AUDITOR).state == "closed"


def test_what_is_overdue_reaches_the_general_manager_once(
    office: Office, books: Books, at: Any
) -> None:
    office.town.staff("gm", "GM", name="王总")
    defects.a_debt_is_three_years_old(books)
    audited(office, "A16")
    assigned(office, findings(office)[0], office.ctx.today)
    every_morning(office)
    assert told(office, "audit_finding.overdue") == []
    at.shift(dt.timedelta(days=1))
    for _ in range(2):
        every_morning(office)
    expected = sorted([office.town.logins["王总"], office.town.logins[ACCOUNTANT]])
    assert told(office, "audit_finding.overdue") == expected


def every_morning(office: Office) -> None:
    from app.custom.finance.audits import findings as module

    with records.writing(office.ctx):
        office.ctx.enqueue(module.OVERDUE, key=f"{clock.now()}")
    jobs.run_due()


# -- by itself -----------------------------------------------------------------------------------------


def test_every_night_the_cheap_checks_run_and_once_a_month_all(office: Office, at: Any) -> None:
    for moment in ("05T03:00", "05T03:21", "06T03:21", "07T03:21"):
        at.move_to(f"2026-02-{moment}:00+08:00")
        jobs.run_due()
    first, monthly, last = office.session.scalars(select(AuditRun).order_by(AuditRun.id)).all()
    for nightly in (first, last):
        assert (nightly.period_from, nightly.period_to) == ("2026-01", "2026-02")
        assert nightly.finished_at is not None
        assert {"A01", "A15"} < set(nightly.summary) < set(monthly.summary)
    assert (monthly.period_from, monthly.period_to, len(monthly.summary)) == ("2026-01", "2026-01", 19)  # fmt: skip
    assert (monthly.seed, monthly.sample["size"]) == (202601, schedules.SAMPLE)


def test_before_there_are_books_nothing_runs(office: Office, at: Any) -> None:
    at.move_to("2025-11-06T03:20:00+08:00")
    with records.writing(office.ctx):
        schedules.every_night(office.ctx)
        schedules.every_month(office.ctx)
    assert office.session.scalars(select(AuditRun)).all() == []
