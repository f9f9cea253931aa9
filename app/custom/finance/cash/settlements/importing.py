"""A channel's statement becomes its trades: with the settlement, or the settlement is refused (3.1)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import select

from app.generated.bank_account import BankAccount
from app.generated.channel_settlement import ChannelSettlement, channel_settlement_hooks
from app.generated.channel_trade import ChannelTrade
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation
from app.runtime.files.store import path_of
from app.runtime.system import Attachment

from ..online import channels
from ..online.notice import CHINA
from . import statement
from .statement import Line

AUDIT = "statement of a channel"
FIXED = {"channel", "account", "on", "document"}
NOTHING = Decimal(0)
CENT = Decimal("0.01")


@channel_settlement_hooks.on_create
def statement_is_read(settlement: ChannelSettlement, ctx: Context) -> None:
    """Every trade of the file is a row."""
    _must_fit(ctx, settlement)
    _keep(ctx, settlement, _lines(ctx, settlement))


@channel_settlement_hooks.on_update
def statement_is_read_anew(settlement: ChannelSettlement, ctx: Context) -> None:
    """The wrong file, day or account is corrected by another one, until it is settled."""
    if not ctx.by_person or not FIXED & set(ctx.changes):
        return
    if settlement.state == "settled":
        raise RuleViolation(
            "已结算的对账单不能更改 / A statement that is settled stays as it is.",
            field=sorted(FIXED & set(ctx.changes))[0],
        )
    _must_fit(ctx, settlement)
    lines = _lines(ctx, settlement)
    records.write_set(
        ctx, ChannelTrade, ChannelTrade.settlement_id == settlement.id, action="delete", audit=AUDIT
    )
    _keep(ctx, settlement, lines)


def _must_fit(ctx: Context, settlement: ChannelSettlement) -> None:
    account = ctx.get(BankAccount, settlement.account_id)
    if account.kind != settlement.channel:
        raise RuleViolation(
            f"账户 {account.name} 不是这个渠道的商户账户 / {account.name} is no merchant account of this channel.",
            field="account",
        )
    if settlement.on > ctx.today:
        raise RuleViolation("账单日在将来 / This day is in the future.", field="on")


def _lines(ctx: Context, settlement: ChannelSettlement) -> list[Line]:
    row = ctx.session.get(Attachment, settlement.document) if settlement.document else None
    if row is None:
        raise RuleViolation(
            "请上传渠道后台下载的对账文件 / Upload the statement as the channel offers it.",
            field="document",
        )
    found = statement.read(settlement.channel, path_of(row.sha256).read_bytes(), row.name)
    if not found:
        raise RuleViolation("这一天没有交易 / There is no trade on this day.", field="document")
    _must_be_of(settlement.on, found)
    _must_be_ours(settlement.channel, found)
    _must_be_new(ctx, settlement, found)
    return found


def _must_be_of(day: dt.date, lines: list[Line]) -> None:
    other = [line for line in lines if line.at.astimezone(CHINA).date() != day]
    if other:
        found = other[0].at.astimezone(CHINA).date()
        raise RuleViolation(
            f"文件中有 {len(other)} 笔交易不是 {day} 的（如 {found}）：请选对账单日或文件 / "
            f"{len(other)} trades of the file are not of {day} but of {found}: choose the right day or file.",
            field="on",
            code="other_day",
        )


def _must_be_ours(channel: str, lines: list[Line]) -> None:
    """WeChat says whose trades they are."""
    ours = channels.merchant_of(channel)
    if ours is None:
        return
    other = {line.merchant for line in lines if line.merchant} - {ours}
    if other:
        raise RuleViolation(
            f"文件属于商户 {sorted(other)[0]}，不是我方商户 {ours} / "
            f"The file is of merchant {sorted(other)[0]}, not of ours, {ours}.",
            field="document",
            code="other_merchant",
        )


def _must_be_new(ctx: Context, settlement: ChannelSettlement, lines: list[Line]) -> None:
    """A trade is settled on one day alone."""
    seen: set[tuple[str, str]] = set()
    for line in lines:
        if (line.kind, line.trade_no) in seen or not line.trade_no:
            raise RuleViolation(
                f"文件中交易“{line.trade_no}”重复或没有流水号 / Trade “{line.trade_no}” stands twice in the file, or has no number.",
                field="document",
                code="twice",
            )
        seen.add((line.kind, line.trade_no))
    for start in range(0, len(lines), 1000):
        numbers = {line.trade_no for line in lines[start : start + 1000]}
        there = ctx.session.execute(
            select(ChannelTrade.trade_no, ChannelTrade.kind, ChannelSettlement.on)
            .join(ChannelSettlement, ChannelSettlement.id == ChannelTrade.settlement_id)
            .where(
                ChannelTrade.trade_no.in_(numbers),
                ChannelTrade.settlement_id != settlement.id,
                ChannelSettlement.account_id == settlement.account_id,
                ChannelTrade.deleted_at.is_(None),
            )
        )
        known = next((one for one in there if (one.kind, one.trade_no) in seen), None)
        if known is not None:
            raise RuleViolation(
                f"交易 {known.trade_no} 已在 {known.on} 的对账单中 / "
                f"Trade {known.trade_no} stands in the statement of {known.on} already.",
                field="document",
                code="known",
            )


def _keep(ctx: Context, settlement: ChannelSettlement, lines: list[Line]) -> None:
    records.write_set(
        ctx, ChannelTrade,
        (
            {
                "settlement_id": settlement.id, "trade_no": line.trade_no,
                "out_trade_no": line.out_trade_no or None, "kind": line.kind, "at": line.at,
                "amount": line.amount, "fee": round(line.fee, 2), "status": "open",
            }
            for line in lines
        ),
        action="make", audit=AUDIT,
    )  # fmt: skip
    gross = sum((line.amount if line.kind == "pay" else -line.amount for line in lines), NOTHING)
    # The channel keeps whole cents of the day, whatever it says of each trade.
    fee = sum((line.fee for line in lines), NOTHING).quantize(CENT)
    settlement.gross, settlement.fee, settlement.net = gross, fee, gross - fee
    settlement.matched = settlement.surplus = 0
    settlement.missing = len(lines)
