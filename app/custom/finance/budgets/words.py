"""How a budget was drafted, in words: a line for each account, in both languages, read in one's own (3.3)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from app.custom.crm import bilingual_lines

from .formulas import GROWTH, MEAN, NONE, SAME, Drafted

LINES: Mapping[str, tuple[str, str]] = {
    "window": (
        "依据 {first} 至 {last} 已记账的凭证（不含期末结转），不含已单独编制预算的部门和项目",
        "Drawn from what was posted from {first} to {last} (without closings), less departments and projects with a budget of their own",
    ),
    "window_two": (
        "依据 {first} 至 {last} 与之前 12 个月已记账的凭证（不含期末结转），不含已单独编制预算的部门和项目",
        "Drawn from what was posted from {first} to {last} and in the 12 months before (without closings), less departments and projects with a budget of their own",
    ),
    GROWTH: (
        "{account}：前年 {before} 元，去年 {last} 元，变动 {growth}%（最多 ±20%），按一半计 → {annual} 元；各月按两年占比的平均分配",
        "{account}: ¥{before}, then ¥{last}: {growth}% (±20% at most), half of it counts → ¥{annual}; months by the mean of both years' shares",
    ),
    "new": (
        "{account}：前年没有发生，去年 {last} 元，按去年 → {annual} 元；各月按去年占比分配",
        "{account}: nothing before, then ¥{last}, as last year → ¥{annual}; months by last year's shares",
    ),
    SAME: (
        "{account}：只有一年的数据，去年 {last} 元 → {annual} 元；各月按去年占比分配",
        "{account}: one year only, ¥{last} → ¥{annual}; months by that year's shares",
    ),
    MEAN: (
        "{account}：不足一年的数据（{months} 个月，共 {last} 元），按月均 × 12 → {annual} 元，各月相同",
        "{account}: less than a year ({months} months, ¥{last}): the monthly average × 12 → ¥{annual}, every month the same",
    ),
    NONE: (
        "{account}：合计不大于零（{last} 元），不编",
        "{account}: nothing above zero (¥{last}): left out",
    ),
    "zero": (
        "零基：列出 {count} 个有发生额的科目，金额由部门逐项填写",
        "From zero: {count} accounts that moved are listed; the department enters every amount",
    ),
    "nothing": (
        "账上没有可依据的历史，请手工填写明细",
        "There is no history to go by: enter the lines by hand",
    ),
}

_LINES = bilingual_lines.Lines(LINES.values())


def line(name: str, **params: object) -> str:
    """One stored line."""
    return bilingual_lines.stored(*LINES[name], **params)


def of_account(account: str, made: Drafted, months: int) -> str:
    """How the year of one account came about."""
    name = "new" if made.how == GROWTH and made.growth is None else made.how
    return line(
        name,
        account=account,
        before=_yuan(made.before),
        last=_yuan(made.last),
        annual=_yuan(made.annual),
        growth=f"{float(made.growth) * 100:+.1f}" if made.growth is not None else "",
        months=months,
    )


def read(text: str, language: str) -> str:
    """The stored lines in one language."""
    return "\n".join(_LINES.read(one, language) for one in text.split("\n"))


def _yuan(amount: Decimal | None) -> str:
    return f"{amount:,.2f}" if amount is not None else "0.00"
