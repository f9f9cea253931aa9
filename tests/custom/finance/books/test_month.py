"""O9.1–O9.6: one month of the books, to the 分, and what closing refuses."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import Connection, select, text

from app.custom.finance.books import chain, checklist, reversal, seal
from app.custom.finance.books.statements import figures, tie_outs, trial
from app.generated.accounting_period import AccountingPeriod
from app.generated.voucher import Voucher
from app.runtime import records
from tests.custom.finance.books import january
from tests.custom.finance.books.office import ACCOUNTANT, JANUARY, MANAGER, Office, refused


@pytest.fixture
def month(office: Office) -> Office:
    january.play(office)
    return office


def vouchers(office: Office, period: str = "2026-01") -> list[Voucher]:
    return list(
        office.session.scalars(
            select(Voucher)
            .join(AccountingPeriod, AccountingPeriod.id == Voucher.period_id)
            .where(AccountingPeriod.period == period)
            .order_by(Voucher.number)
        )
    )


def test_the_month_is_the_printed_one(month: Office) -> None:
    made = vouchers(month)
    assert [one.number for one in made] == list(range(1, 13))
    assert {one.state for one in made} == {"posted"}
    assert month.lines(made[7]) == [("5602", "3166.67", "0.00"), ("1602", "0.00", "3166.67")]
    assert month.lines(made[8]) == [("2203", "275.23", "0.00"), ("500102", "0.00", "275.23")]
    assert month.lines(made[9]) == [("22210103", "5097.25", "0.00"), ("222102", "0.00", "5097.25")]
    assert month.lines(made[10])[0] == ("5403", "611.67", "0.00")
    assert month.lines(made[11]) == [
        ("500101", "100000.00", "0.00"), ("500102", "275.23", "0.00"), ("5401", "0.00", "50000.00"),
        ("5403", "0.00", "611.67"), ("5602", "0.00", "18166.67"), ("5603", "0.00", "190.80"),
        ("3103", "0.00", "31306.09"),
    ]  # fmt: skip
    period = month.period()
    assert chain.broken(month.ctx, period) == []

    # O9.1
    rows = {row.code: row for row in trial.rows(month.ctx, period)}
    sums = trial.totals(list(rows.values()))
    assert sums.movement == (Decimal("411826.05"), Decimal("411826.05"))
    assert sums.closing == (Decimal("864506.45"), Decimal("864506.45"))
    closing = {code: row.balance.closing for code, row in rows.items()}
    for code, amount in {
        "1002": "557009.20", "1122": "101200", "1602": "-43166.67", "2202": "-50000", "2203": "-103027.52",
        "2211": "-45000", "2221": "-25708.92", "3103": "-31306.09", "1012": "0",
    }.items():  # fmt: skip
        assert closing[code] == Decimal(amount), code

    # O9.2
    results = figures.results(month.ctx, [period]).amounts
    assert {line: amount for line, amount in results.items() if amount} == {
        "revenue": Decimal("100275.23"), "operating_cost": Decimal("50000.00"),
        "taxes_and_surcharges": Decimal("611.67"), "administrative_expenses": Decimal("18166.67"),
        "finance_expenses": Decimal("190.80"),
    }  # fmt: skip
    assert tie_outs.net_profit(figures.results(month.ctx, [period])) == Decimal("31306.09")

    # O9.3
    stand = figures.position(month.ctx, period)
    assert figures.total(stand.amounts, tie_outs.ASSETS) == Decimal("815042.53")
    assert figures.total(stand.amounts, tie_outs.CLAIMS) == Decimal("815042.53")
    assert stand.amounts["receivables"] == Decimal("101200.00")
    assert stand.amounts["received_in_advance"] == Decimal("103027.52")

    # O9.4
    flows = figures.flows(month.ctx, [period]).amounts
    assert dict(flows) == {
        "op_in_sales": Decimal("88400.00"), "op_out_goods": Decimal("31200.00"),
        "op_out_other": Decimal("190.80"),
    }  # fmt: skip
    assert figures.cash(month.ctx, period) == (Decimal("500000.00"), Decimal("557009.20"))
    assert [one.told() for one in tie_outs.all_of(month.ctx, period) if not one.holds] == []


def test_a_customer_with_too_much_paid_is_owed_and_one_who_owes_owes(month: Office) -> None:
    other = {"customer": month.customers[1].id}
    month.posted("prepay_offset", amounts={"amount": 700}, aux=other)
    stand = figures.position(month.ctx, month.period())
    assert stand.amounts["receivables"] == Decimal("101900.00")
    assert stand.amounts["received_in_advance"] == Decimal("103727.52")


def test_closing_carries_forward_and_is_for_good(month: Office) -> None:
    january.close(month)
    period = month.period()
    assert period.state == "closed"
    assert len(period.balance_digest) == 64
    assert all(check["ok"] for check in period.checks)
    error = refused(month.by_hand, ("1002", 1, 0), ("2202", 0, 1))
    assert [one.field for one in error.errors] == ["date"]
    # What still happens for January is booked in February.
    late = month.event("repair_parts", amounts={"amount": 30})
    assert late is not None
    assert f"{late.date}" == "2026-02-01"


def test_preparing_again_makes_only_the_difference(month: Office) -> None:
    january.month_end(month)
    assert len(vouchers(month)) == 12
    month.posted("repair_parts", amounts={"amount": 30})
    january.month_end(month)
    made = vouchers(month)
    assert month.lines(made[13]) == [("5401", "0.00", "30.00"), ("3103", "30.00", "0.00")]
    assert len(made) == 14


def test_a_gap_hinders_closing(month: Office) -> None:
    january.step(month, "start_close")
    with month.ctx.session.get_bind().begin() as connection:
        drop(connection)
        connection.execute(
            text(
                "DELETE FROM voucher_line WHERE voucher_id IN (SELECT id FROM voucher WHERE number = 7)"
            )
        )
        connection.execute(text("DELETE FROM voucher WHERE number = 7"))
    error = refused(january.step, month, "close")
    assert error.code == "checklist"
    assert "Numbers without gaps (1)" in str(error)
    assert "记-0007" in "".join(map(str, refused_checks(month, "numbers")))
    assert "#7" in refused_checks(month, "chain")
    assert month.period().state == "closing"


def refused_checks(office: Office, code: str) -> list[str]:
    found = next(one for one in checklist.run(office.ctx, office.period()) if one.code == code)
    assert not found.ok
    return list(found.found)


def drop(connection: Connection) -> None:
    """Take the triggers away, as somebody with the keys of the database could."""
    for table, names in seal.TRIGGERS.items():
        for name in names:
            on = f" ON {table}" if connection.dialect.name == "postgresql" else ""
            connection.execute(text(f"DROP TRIGGER IF EXISTS {name}{on}"))


def test_a_voucher_on_its_way_hinders_closing(month: Office) -> None:
    draft = month.by_hand(("1002", 1, 0), ("2202", 0, 1))
    january.step(month, "start_close")
    assert "Every voucher is posted (1)" in str(refused(january.step, month, "close"))
    january.step(month, "abort")
    records.delete(month.as_(ACCOUNTANT), Voucher, draft.id)
    january.close(month)


def test_a_sub_ledger_that_differs_hinders_closing(month: Office) -> None:
    month.posted("bad_debt", amounts={"amount": 1})
    january.month_end(month)
    january.step(month, "start_close")
    assert "Unpaid bills equal accounts receivable (101200.00 / 101199.00)" in str(
        refused(january.step, month, "close")
    )


def test_preparing_waits_for_vouchers_of_people(office: Office) -> None:
    january.sub_ledgers(office)
    office.by_hand(("1403", 1, 0), ("2202", 0, 1))
    error = refused(january.month_end, office)
    assert (error.code, "1 vouchers of 2026-01" in str(error)) == ("unposted", True)


def test_a_reversal_stands_in_the_open_period_and_leaves_the_closed_one(month: Office) -> None:
    january.close(month)
    before = snapshot(month)
    original = vouchers(month)[2]
    records.transition(month.as_(ACCOUNTANT), Voucher, original.id, "correct")
    red = month.session.scalars(select(Voucher).where(Voucher.reverses_id == original.id)).one()
    assert (red.state, red.summary) == ("draft", "冲销2026年1月记-0003")
    assert month.again(original).state == "posted"
    red = month.walk(red, signed=True)
    assert (red.voucher_no, f"{red.date:%Y-%m}") == ("记-0001", "2026-02")
    assert month.lines(red) == [
        ("1002", "-31609.20", "0.00"), ("5603", "-190.80", "0.00"), ("101201", "0.00", "-31800.00"),
    ]  # fmt: skip
    assert month.again(original).state == "reversed"
    assert snapshot(month) == before
    assert chain.broken(month.ctx, month.period()) == []
    assert refused(month.step, original, "correct", ACCOUNTANT).code == "invalid_state"
    assert refused(month.step, red, "correct", ACCOUNTANT).code == "red"


def snapshot(office: Office) -> list[str]:
    period = office.period()
    return [
        repr(trial.rows(office.ctx, period)),
        repr(sorted(figures.results(office.ctx, [period]).amounts.items())),
        repr(sorted(figures.flows(office.ctx, [period]).amounts.items())),
        repr(sorted(figures.position(office.ctx, period).amounts.items())),
    ]


def test_an_event_that_is_undone_takes_its_voucher_back(office: Office) -> None:
    early = office.event("repair_parts", amounts={"amount": 30})
    posted = office.posted("repair_parts", amounts={"amount": 40}, key="2")
    assert early is not None
    with records.writing(office.ctx):
        assert (
            reversal.reverse_event(office.ctx, office.ctx.get(Voucher, early.id), on=JANUARY)
            is None
        )
        red = reversal.reverse_event(office.ctx, office.ctx.get(Voucher, posted.id), on=JANUARY)
        again = reversal.reverse_event(office.ctx, office.ctx.get(Voucher, posted.id), on=JANUARY)
    assert red is not None
    assert again is not None
    assert again.id == red.id
    assert office.again(early).deleted_at is not None
    office.post(red, MANAGER)
    assert office.again(posted).state == "reversed"
    assert office.balance("5401") == 0
