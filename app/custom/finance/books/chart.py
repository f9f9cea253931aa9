"""Accounts as vouchers need them, a few by code or id; and the rules of the chart itself (3.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import or_, select

from app.generated.account import Account, account_hooks
from app.generated.voucher_line import VoucherLine
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from .rules import AccountFacts

COLUMNS = (
    Account.id, Account.code, Account.name, Account.leaf, Account.active, Account.cash, Account.aux,
)  # fmt: skip


def facts(ctx: Context, which: Iterable[int | str]) -> Mapping[int | str, AccountFacts]:
    """Code and id → the account, of those that are there. One statement."""
    wanted = set(which)
    ids = sorted(one for one in wanted if isinstance(one, int))
    codes = sorted(one for one in wanted if isinstance(one, str))
    rows = ctx.session.execute(
        select(*COLUMNS).where(
            Account.deleted_at.is_(None), or_(Account.id.in_(ids), Account.code.in_(codes))
        )
    )
    found: dict[int | str, AccountFacts] = {}
    for row in rows:
        one = AccountFacts(
            row.id,
            row.code,
            row.name,
            row.leaf is not False,
            row.active is not False,
            bool(row.cash),
            frozenset(row.aux or ()),
        )
        found[one.id] = found[one.code] = one
    return found


def account_id(ctx: Context, code: str) -> int:
    """The id of the account with this code. Raises RuleViolation when the chart does not have it."""
    found = facts(ctx, [code]).get(code)
    if found is None:
        raise RuleViolation(
            f"科目表中没有科目 {code}，请财务经理建立 / "
            f"The chart has no account {code}: the finance manager adds it."
        )
    return found.id


def usable(account: AccountFacts, field: str = "") -> AccountFacts:
    """The account if lines may name it. Raises RuleViolation otherwise."""
    if not account.leaf:
        raise RuleViolation(
            f"科目 {account.code} {account.name} 有下级，请选末级科目 / "
            f"{account.code} {account.name} has accounts below it: choose one of those.",
            field=field,
        )
    if not account.active:
        raise RuleViolation(
            f"科目 {account.code} {account.name} 已停用 / {account.code} {account.name} is not used any more.",
            field=field,
        )
    return account


@account_hooks.check
def code_stands_under_its_parent(account: Account, ctx: Context) -> None:
    """The code of an account begins with that of the one above; what has lines keeps code, side and kind, and whether the cashier signs."""
    new = ctx.operation.action == "create"
    if account.parent_id is not None and (new or {"parent", "code"} & set(ctx.changes)):
        above = ctx.get(Account, account.parent_id)
        if not account.code.startswith(above.code) or len(account.code) != len(above.code) + 2:
            raise RuleViolation(
                f"编码须为上级编码 {above.code} 加两位 / The code is {above.code} and two more digits.",
                field="code",
            )
        if above.category != account.category:
            raise RuleViolation(
                "类别须与上级科目相同 / The category is that of the account above.",
                field="category",
            )
        if new and has_lines(ctx, above.id):
            raise RuleViolation(
                f"上级科目 {above.code} 已有分录，不能再设下级 / "
                f"{above.code} has lines already: it cannot be divided any more.",
                field="parent",
            )
    fixed = {"code", "category", "direction", "parent", "cash", "bank"} & set(ctx.changes)
    if not new and fixed and has_lines(ctx, account.id):
        raise RuleViolation(
            "已有分录的科目不能改编码、类别、方向、上级和现金属性 / "
            "An account with lines keeps its code, category, side and place, and stays what the cashier signs for.",
            field=sorted(fixed)[0],
        )


def has_lines(ctx: Context, account: int) -> bool:
    return (
        ctx.session.scalar(
            select(VoucherLine.id)
            .where(VoucherLine.account_id == account, VoucherLine.deleted_at.is_(None))
            .limit(1)
        )
        is not None
    )


@account_hooks.on_create
def above_is_no_leaf(account: Account, ctx: Context) -> None:
    """Lines are for leaves: the account above is none from now on."""
    if account.parent_id is not None:
        above = ctx.get(Account, account.parent_id)
        if above.leaf:
            ctx.update(above, leaf=False)
