"""Ageing and collection rates among the monthly statements: drafted, reviewed and kept like the others (3.2, 3.5)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.custom.finance.books.company import books
from app.custom.finance.books.statements import drafting, paper
from app.custom.finance.books.statements.layout import text
from app.generated.accounting_period import AccountingPeriod
from app.generated.project import Project
from app.runtime.context import Context

from . import ageing, collection
from .ages import BANDS, allowance
from .ratios import NOTHING, Collection

WHOLE = {"zh": "合计", "en": "Total", "kind": "grand"}

paper.COLUMNS["aging"] = (("amount", ("未收金额", "Open")), ("rate", ("计提比例（%）", "Rate (%)")), ("allowance", ("坏账准备", "Allowance")))  # fmt: skip
paper.COLUMNS["collection"] = (
    ("billed", ("本期应收", "Billed")), ("collected", ("已收", "Collected")), ("current", ("当期收缴率（%）", "Current (%)")),
    ("opening", ("期初欠费", "Arrears")), ("recovered", ("清欠", "Recovered")), ("recovery", ("清欠率（%）", "Recovery (%)")),
    ("comprehensive", ("综合收缴率（%）", "Comprehensive (%)")),
)  # fmt: skip


@drafting.draws("aging")
def ages(ctx: Context, period: AccountingPeriod) -> dict[str, Any]:
    """应收账龄 at the end of the period; under the business standard with what is to be set aside."""
    found = ageing.total(ageing.at_end(ctx, period.ends_on))
    sets_aside = books(ctx).standard == "cas"
    rows: list[dict[str, Any]] = []
    for place, band in enumerate(BANDS, start=1):
        rate = Decimal(band.rate if sets_aside else 0)
        amount = found[band.name]
        aside = allowance({band.name: amount}) if sets_aside else NOTHING
        rows.append(
            {
                "zh": band.zh, "en": band.en, "row": place, "amount": text(amount), "rate": text(rate),
                "allowance": text(aside),
            }
        )  # fmt: skip
    rows.append(
        {
            **WHOLE, "amount": text(sum(found.values(), NOTHING)), "rate": "",
            "allowance": text(allowance(found) if sets_aside else NOTHING),
        }
    )  # fmt: skip
    return {"rows": rows}


@drafting.draws("collection")
def rates(ctx: Context, period: AccountingPeriod) -> dict[str, Any]:
    """收缴率 of the period by project."""
    found = collection.by_project(ctx, collection.Month.of(period.period, period.ends_on))
    names = dict(ctx.session.execute(select(Project.id, Project.name)).all())
    rows = [
        {"zh": names[project], "en": names[project], "row": place, **_columns(one)}
        for place, (project, one) in enumerate(sorted(found.items()), start=1)
    ]
    rows.append({**WHOLE, **_columns(sum(found.values(), Collection()))})
    return {"rows": rows}


def _columns(one: Collection) -> dict[str, str]:
    def rate(value: Decimal | None) -> str:
        return "" if value is None else text(value)

    return {
        "billed": text(one.billed), "collected": text(one.collected), "current": rate(one.current),
        "opening": text(one.opening), "recovered": text(one.recovered), "recovery": rate(one.recovery),
        "comprehensive": rate(one.comprehensive),
    }  # fmt: skip
