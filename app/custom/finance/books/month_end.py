"""The vouchers with which a month ends: depreciation, deferred revenue, VAT, surcharges, profit and loss (domain.md §3.10).

Each is made once for what is still due, so that the whole may be repeated after a late voucher: the second run makes only
the difference. They are the system's and posted at once where their rules check by themselves; else the run stops there
and goes on when somebody has posted them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from app.generated.account import Account
from app.generated.accounting_period import AccountingPeriod, accounting_period_hooks
from app.generated.amortisation import Amortisation
from app.generated.bill import Bill
from app.generated.fixed_asset import FixedAsset
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import balances, batch, chart, codes, periods, rates
from .amounts import depreciable, due, surtax
from .company import books
from .people import as_system
from .posting import Part, post_event

NOTHING = Decimal(0)
AUDIT = "month end"


@accounting_period_hooks.on_transition("prepare")
def prepare(period: AccountingPeriod, ctx: Context) -> None:
    """Everything that this month still lacks, in one transaction. Raises RuleViolation while vouchers wait for people."""
    periods.held(ctx, period.id)
    for step in STEPS:
        if step in NEED_ALL_POSTED:
            batch.post_period(ctx, period.id)
            _all_are_posted(ctx, period)
        made = step(ctx, period)
        if made is not None:
            ctx.session.refresh(made)
            if made.state != "checked":
                return
            as_system(ctx).transition(made, "post")


def _all_are_posted(ctx: Context, period: AccountingPeriod) -> None:
    count = unposted(ctx, period)
    if count:
        raise RuleViolation(
            f"{period.period} 还有 {count} 张凭证未记账，先审核记账再计提结转 / "
            f"{count} vouchers of {period.period} are not posted yet: check and post them first.",
            code="unposted",
        )


def unposted(ctx: Context, period: AccountingPeriod) -> int:
    """How many vouchers of the period are on their way."""
    return (
        ctx.session.scalar(
            select(func.count())
            .select_from(Voucher)
            .where(
                Voucher.period_id == period.id,
                Voucher.hash.is_(None),
                Voucher.deleted_at.is_(None),
            )
        )
        or 0
    )


def _post(
    ctx: Context,
    event: str,
    period: AccountingPeriod,
    amounts: dict[str, Decimal],
    parts: Sequence[Part] = (),
) -> Voucher | None:
    """The next voucher of this event for the period, dated its last day."""
    count = ctx.session.scalar(
        select(func.count())
        .select_from(Voucher)
        .where(
            Voucher.source_type == period.key(),
            Voucher.source_id == period.id,
            Voucher.event == event,
            Voucher.deleted_at.is_(None),
        )
    )
    return post_event(
        ctx,
        event,
        period,
        on=period.ends_on,
        amounts=amounts,
        lines=parts,
        key=str(count or ""),
    )


# -- what is spread over months ---------------------------------------------------------------------


def depreciation_due(ctx: Context, period: str) -> list[tuple[FixedAsset, Decimal]]:
    """Assets in use with what is still to be written off up to this period."""
    assets = ctx.session.scalars(
        select(FixedAsset)
        .where(
            FixedAsset.active.is_not(False),
            FixedAsset.from_period <= period,
            FixedAsset.deleted_at.is_(None),
        )
        .order_by(FixedAsset.id)
    )
    return [(asset, left) for asset in assets if (left := _left_of(asset, period)) > 0]


def _left_of(asset: FixedAsset, period: str) -> Decimal:
    whole = depreciable(asset.cost, asset.residual)
    return due(whole, asset.months, asset.from_period, period) - (asset.accumulated or NOTHING)


def depreciation(ctx: Context, period: AccountingPeriod) -> Voucher | None:
    """Every asset to its expense account, department and project."""
    found = depreciation_due(ctx, period.period)
    parts = [
        Part(
            {"amount": amount},
            {"department": asset.department_id, "project": asset.project_id},
            {"expense": asset.expense_id},
        )
        for asset, amount in found
    ]
    made = _post(ctx, "depreciation", period, {}, parts) if parts else None
    rows = [
        {
            "id": asset.id,
            "accumulated": (asset.accumulated or NOTHING) + amount,
            "last_period": period.period,
        }
        for asset, amount in found
    ]
    if rows:
        records.write_set(ctx, FixedAsset, rows, action="each", audit=AUDIT)
    return made


def amortisation_due(ctx: Context, period: str, *, hold: bool = False) -> list[tuple[Any, Decimal]]:
    """(plan with its fee item and project, what is still to be recognised up to this period; negative for what was taken off).

    `hold`: nobody changes these plans until the transaction ends; a run that is being reversed is waited for.
    """
    statement = (
        select(
            Amortisation,
            func.coalesce(Amortisation.fee_item_id, Bill.fee_item_id).label("fee_item_id"),
            func.coalesce(Amortisation.project_id, Bill.project_id).label("project_id"),
        )
        .outerjoin(Bill, Bill.id == Amortisation.bill_id)
        .where(
            Amortisation.from_period <= period,
            func.coalesce(Amortisation.recognised, 0) != Amortisation.net,
            Amortisation.deleted_at.is_(None),
        )
        .order_by(Amortisation.id)
    )
    if hold:
        statement = statement.with_for_update(of=Amortisation, key_share=True).execution_options(
            populate_existing=True
        )
    rows = ctx.session.execute(statement)
    found = []
    for row in rows:
        plan = row.Amortisation
        so_far = due(plan.net, plan.months, plan.from_period, period)
        if so_far != (plan.recognised or NOTHING):
            found.append((row, so_far - (plan.recognised or NOTHING)))
    return found


def amortise(ctx: Context, period: AccountingPeriod) -> Voucher | None:
    """What was billed or received in advance becomes revenue of the months that it is for."""
    found = amortisation_due(ctx, period.period, hold=True)
    parts = [
        Part(
            # What a run deferred stands on an account of its own, what was received for one bill with the customer.
            {"earned" if row.Amortisation.run_id else "amount": amount},
            {
                "customer": None if row.Amortisation.run_id else row.Amortisation.customer_id,
                "fee_item": row.fee_item_id,
                "project": row.project_id,
            },
        )
        for row, amount in found
    ]
    made = _post(ctx, "prepay_amortise", period, {}, parts) if parts else None
    if made is None and sum((amount for _, amount in found), NOTHING):
        raise RuleViolation(
            "“预收结转”的凭证规则缺少待转收入的分录，请执行 dougong ledger setup / "
            "The voucher rule of deferred revenue lacks its lines: run dougong ledger setup.",
            code="no_voucher_rule",
        )
    rows = [
        {
            "id": row.Amortisation.id,
            "recognised": (row.Amortisation.recognised or NOTHING) + amount,
            "last_period": period.period,
        }
        for row, amount in found
    ]
    if rows:
        records.write_set(ctx, Amortisation, rows, action="each", audit=AUDIT)
    return made


# -- tax --------------------------------------------------------------------------------------------


def vat_due(ctx: Context, period: AccountingPeriod) -> Decimal:
    """Output tax less input tax that was not transferred yet; zero where input is more, and for small taxpayers."""
    if books(ctx).taxpayer != "general":
        return NOTHING
    known = chart.facts(ctx, [codes.INPUT, codes.TRANSFERRED, codes.OUTPUT])
    ids = {known[code].id for code in (codes.INPUT, codes.TRANSFERRED, codes.OUTPUT)}
    stand = balances.latest(ctx, period, accounts=ids)
    return max(-sum((one.closing for one in stand.values()), NOTHING), NOTHING)


def vat_transfer(ctx: Context, period: AccountingPeriod) -> Voucher | None:
    """What is to be paid moves to the account of unpaid VAT."""
    amount = vat_due(ctx, period)
    return _post(ctx, "vat_transfer", period, {"amount": amount}) if amount else None


def surtax_due(ctx: Context, period: AccountingPeriod) -> dict[str, Decimal]:
    """Surcharge → what is still due on the VAT of this period; empty when nothing is."""
    kept = books(ctx)
    code = codes.TRANSFERRED if kept.taxpayer == "general" else codes.SMALL_VAT
    stand = balances.latest(ctx, period, accounts=[chart.account_id(ctx, code)])
    vat = sum(
        (
            one.debit if kept.taxpayer == "general" else one.credit - one.debit
            for one in stand.values()
        ),
        NOTHING,
    )
    whole = surtax(max(vat, NOTHING), rates.surtaxes(ctx, period.ends_on))
    booked = _booked(ctx, period)
    left = {
        name: amount - booked.get(rates.ACCOUNTS[name], NOTHING) for name, amount in whole.items()
    }
    return left if any(left.values()) else {}


def _booked(ctx: Context, period: AccountingPeriod) -> dict[str, Decimal]:
    """Account code → surcharges of this period that have their voucher."""
    rows = ctx.session.execute(
        select(Account.code, func.sum(VoucherLine.credit))
        .join(VoucherLine, VoucherLine.account_id == Account.id)
        .join(Voucher, Voucher.id == VoucherLine.voucher_id)
        .where(
            Voucher.event == "surtax",
            Voucher.period_id == period.id,
            Voucher.deleted_at.is_(None),
            VoucherLine.deleted_at.is_(None),
        )
        .group_by(Account.code)
    )
    return dict(rows.all())


def surcharges(ctx: Context, period: AccountingPeriod) -> Voucher | None:
    """City maintenance tax and both education surcharges on the VAT of the month."""
    left = surtax_due(ctx, period)
    if not left:
        return None
    return _post(ctx, "surtax", period, {**left, "total": sum(left.values(), NOTHING)})


# -- profit and loss --------------------------------------------------------------------------------


def open_results(ctx: Context, period: AccountingPeriod) -> Iterator[tuple[Account, Decimal]]:
    """Accounts of profit and loss that are not at zero: (account, debit less credit)."""
    stand = balances.latest(ctx, period)
    accounts = ctx.session.scalars(
        select(Account)
        .where(Account.category == "pl", Account.leaf.is_not(False), Account.deleted_at.is_(None))
        .order_by(Account.code)
    )
    for account in accounts:
        amount = stand.get(account.id, balances.Balance()).closing
        if amount:
            yield account, amount


def close_results(ctx: Context, period: AccountingPeriod) -> Voucher | None:
    """Every account of profit and loss to zero, the rest to the profit of the year."""
    parts, profit = [], NOTHING
    for account, amount in open_results(ctx, period):
        profit -= amount
        if account.direction == "cr":
            parts.append(Part({"income": -amount}, {}, {"income_account": account.id}))
        else:
            parts.append(Part({"expense": amount}, {}, {"expense_account": account.id}))
    if not parts:
        return None
    side = {"profit": profit} if profit > 0 else {"loss": -profit}
    return _post(ctx, "close_pl", period, side, parts)


def close_year(ctx: Context, period: AccountingPeriod) -> Voucher | None:
    """In December the profit of the year goes to what is not distributed."""
    if not period.period.endswith("-12"):
        return None
    account = chart.account_id(ctx, codes.code(books(ctx), "profit_of_year"))
    stand = balances.latest(ctx, period, accounts=[account])
    amount = -sum((one.closing for one in stand.values()), NOTHING)
    if not amount:
        return None
    return _post(ctx, "close_year", period, {"profit": amount} if amount > 0 else {"loss": -amount})


Step = Callable[[Context, AccountingPeriod], Voucher | None]
STEPS: Sequence[Step] = (
    depreciation,
    amortise,
    vat_transfer,
    surcharges,
    close_results,
    close_year,
)
NEED_ALL_POSTED = (vat_transfer, close_results)


def previous_is_closed(ctx: Context, period: AccountingPeriod) -> bool:
    """Nothing is closed out of turn."""
    before = periods.previous(ctx, period)
    return before is None or before.state == "closed"
