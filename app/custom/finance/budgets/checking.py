"""Every night the figures of the budgets are compared with vouchers and expenses; `dougong budget` does it at will (3.3)."""

from __future__ import annotations

from sqlalchemy import select

from app.custom.crm.people import holders
from app.generated.budget import Budget
from app.runtime import notify
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import schedule

from . import actuals, governing

notify.kind("budget", zh="预算", en="Budgets")
notify.template(
    "budget.drift",
    zh="{year} 年预算有 {count} 个数与凭证、费用单不符，请管理员运行 dougong budget check 查看。",
    en="{count} figures of the budgets of {year} differ from vouchers and expenses; have `dougong budget check` look.",
    title=message(zh="预算执行数有 {count} 处不符", en="{count} budget figures differ"),
)


def years(ctx: Context) -> list[int]:
    """The years that budgets govern."""
    return list(
        ctx.session.scalars(
            select(Budget.year)
            .where(Budget.state.in_(governing.GOVERNS), Budget.deleted_at.is_(None))
            .distinct()
            .order_by(Budget.year)
        )
    )


@schedule(
    "budgets.check",
    cron="0 20 4 * * *",
    label=message(zh="核对预算执行数", en="Compare the figures of budgets"),
)
def every_night(ctx: Context) -> None:
    """At twenty past four; the finance manager hears of what differs, and nothing is changed."""
    for year in years(ctx):
        found = actuals.drift(ctx, year)
        if found:
            ctx.notify(
                holders(ctx, "fin_mgr", None), "budget.drift", year=year, count=len(found),
                dedup_key=f"budget drift {year} {ctx.today}",
            )  # fmt: skip
