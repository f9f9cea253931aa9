"""Where money arrives and where it leaves: the account of a channel, of the project or shared, and its ledger account."""

from __future__ import annotations

from sqlalchemy import or_, select

from app.custom.finance.books import codes
from app.generated.bank_account import BankAccount
from app.runtime.context import Context

KIND = {
    "cash": "cash", "pos": "bank", "bank": "bank", "auto": "bank", "wechat": "wechat", "alipay": "alipay",
}  # fmt: skip
"""Channel → the kind of account that it fills."""
LEDGER = {
    "cash": codes.CASH, "bank": codes.BANK, "wechat": codes.WECHAT, "alipay": codes.ALIPAY,
}  # fmt: skip
"""Kind → the ledger account where no account of that kind was set up."""


def account_of(ctx: Context, kind: str, project: int) -> BankAccount | None:
    """The account of that kind: the project's own before a shared one, the oldest first."""
    found: BankAccount | None = ctx.query(
        select(BankAccount)
        .where(
            BankAccount.kind == kind,
            or_(BankAccount.project_id == project, BankAccount.project_id.is_(None)),
            BankAccount.active.is_not(False),
            BankAccount.deleted_at.is_(None),
        )
        .order_by(BankAccount.project_id.is_(None), BankAccount.id)
        .limit(1)
    ).first()
    return found


def ledger_of(ctx: Context, channel: str, project: int, account: int | None) -> int | str:
    """Id or code of the ledger account for money of this channel; `account`: the BankAccount that was named."""
    kind = KIND[channel]
    chosen = ctx.get(BankAccount, account) if account else account_of(ctx, kind, project)
    return chosen.account_id if chosen is not None else LEDGER[kind]
