"""What WeChat and Alipay paid out in the months that are matched long ago: a voucher for each channel and month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import select

from app.custom.crm.demo import Company
from app.generated.bank_account import BankAccount
from app.generated.payment import Payment

from ..books import sums
from ..books.posting import post_event

KINDS = ("wechat", "alipay")


def pay_out(company: Company, accounts: Mapping[str, int], first: dt.date, last: dt.date) -> None:
    """All that the channels took in the month, less their fees, is at the bank on its last day."""
    ctx = company.bulk.ctx.at(company.at(last, 21))
    for till in ctx.session.scalars(
        select(BankAccount).where(BankAccount.kind.in_(KINDS)).order_by(BankAccount.id)
    ).all():
        gross, fee = ctx.session.execute(
            select(sums.total(Payment.amount), sums.total(Payment.channel_fee)).where(
                Payment.channel == till.kind, Payment.paid_at >= company.at(first, 0),
                Payment.paid_at < company.at(last, 0) + dt.timedelta(days=1),
            )
        ).one()  # fmt: skip
        gross, fee = Decimal(gross or 0), Decimal(fee or 0)
        post_event(
            ctx, "channel_settled", till, on=last, key=f"{first:%Y-%m}",
            amounts={"gross": gross, "net": gross - fee, "fee": fee},
            accounts={"channel": till.account_id, "bank": accounts["1002"]},
        )  # fmt: skip
