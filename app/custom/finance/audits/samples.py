"""The sample of a run: debits of posted vouchers, drawn by money from the seed that the run keeps (3.4)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, cast, func, select, type_coerce

from app.generated.account import Account
from app.generated.audit_run import AuditRun
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime.context import Context

from .figures import sampling
from .rule import Scope, plain


def draw(ctx: Context, scope: Scope, run: AuditRun) -> dict[str, Any]:
    """The drawn lines in the order of the population: {seed, size, population, total, lines}. Two statements.

    The population is every positive debit, by id. Where each amount lies among all the money is worked out in the
    database, so only what is drawn comes out of it.
    """
    amount = type_coerce(VoucherLine.debit, BigInteger)
    mine = (scope.posted(), amount > 0, VoucherLine.deleted_at.is_(None))
    total, number = ctx.session.execute(
        select(func.coalesce(func.sum(amount), 0), func.count())
        .select_from(VoucherLine)
        .join(Voucher, Voucher.id == VoucherLine.voucher_id)
        .where(*mine)
    ).one()
    found: dict[str, Any] = {
        "seed": run.seed, "size": run.sample_size, "population": number,
        "total": plain(Decimal(int(total)).scaleb(-2)), "lines": [],
    }  # fmt: skip
    if not total or not run.sample_size:
        return found
    plan = sampling.plan(size=run.sample_size, total=int(total), seed=run.seed)
    end = cast(func.sum(amount).over(order_by=VoucherLine.id), BigInteger)
    placed = (
        select(VoucherLine.id, VoucherLine.voucher_id, VoucherLine.account_id, amount.label("amount"), end.label("end"))
        .join(Voucher, Voucher.id == VoucherLine.voucher_id)
        .where(*mine)
        .subquery()
    )  # fmt: skip
    before, until = (
        (place * plan.size - plan.start + plan.total - 1) // plan.total
        for place in (placed.c.end - placed.c.amount, placed.c.end)
    )
    rows = ctx.session.execute(
        select(
            placed.c.id, placed.c.voucher_id, (until - before).label("hits"), VoucherLine.debit,
            VoucherLine.summary, Voucher.voucher_no, Voucher.date, Voucher.summary.label("about"),
            Account.code, Account.name,
        )
        .join(VoucherLine, VoucherLine.id == placed.c.id)
        .join(Voucher, Voucher.id == placed.c.voucher_id)
        .join(Account, Account.id == placed.c.account_id)
        .where(until > before)
        .order_by(placed.c.id)
    )  # fmt: skip
    found["lines"] = [
        {
            "line": row.id, "voucher": row.voucher_id, "voucher_no": row.voucher_no,
            "date": plain(row.date), "account": f"{row.code} {row.name}",
            "summary": row.summary or row.about, "amount": plain(row.debit), "hits": int(row.hits),
        }
        for row in rows
    ]  # fmt: skip
    return found
