"""Sub-ledgers beside their control accounts: what bills, prepayments and plans say, and what the books say (§3.10).

Every business event makes its voucher in its own transaction, so both sides agree at any moment; vouchers on their way
count like posted ones.
"""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select

from app.generated.amortisation import Amortisation
from app.generated.bill import Bill
from app.generated.opening_balance import OpeningBalance
from app.generated.prepayment_entry import PrepaymentEntry
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime.context import Context

from . import chart, codes, sums
from .company import books

NOTHING = Decimal(0)
GONE = ("void", "waived", "bad_debt")


def receivables(ctx: Context) -> tuple[Decimal, Decimal]:
    """(unpaid principal of all bills, balance of the receivables account), now."""
    owed = ctx.session.scalar(
        select(sums.total(Bill.balance)).where(Bill.state.not_in(GONE), Bill.deleted_at.is_(None))
    )
    return Decimal(owed or 0), stands(ctx, codes.RECEIVABLE)


def in_advance(ctx: Context) -> tuple[Decimal, Decimal]:
    """(prepayments of customers and revenue that is deferred, balance of the accounts they stand on), now."""
    paid = ctx.session.scalar(
        select(sums.total(PrepaymentEntry.delta)).where(PrepaymentEntry.deleted_at.is_(None))
    )
    deferred = ctx.session.scalar(
        select(sums.difference(Amortisation.net, Amortisation.recognised)).where(
            Amortisation.deleted_at.is_(None)
        )
    )
    kept = books(ctx)
    stand = stands(ctx, codes.code(kept, "received_in_advance"))
    later = codes.code(kept, "deferred")
    if chart.facts(ctx, [later]):
        # Books that were set up earlier have no such account before they are set up again.
        stand += stands(ctx, later)
    return Decimal(paid or 0) + Decimal(deferred or 0), -stand


def stands(ctx: Context, code: str) -> Decimal:
    """Debit less credit of an account over all vouchers that exist, on their way or posted, and its opening balance."""
    account = chart.account_id(ctx, code)
    begun = ctx.session.scalar(
        select(sums.difference(OpeningBalance.debit, OpeningBalance.credit)).where(
            OpeningBalance.account_id == account, OpeningBalance.deleted_at.is_(None)
        )
    )
    moved = ctx.session.scalar(
        select(sums.difference(VoucherLine.debit, VoucherLine.credit))
        .join(Voucher, Voucher.id == VoucherLine.voucher_id)
        .where(
            VoucherLine.account_id == account,
            VoucherLine.deleted_at.is_(None),
            Voucher.deleted_at.is_(None),
        )
    )
    return Decimal(begun or 0) + Decimal(moved or 0)
