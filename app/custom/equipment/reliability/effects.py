"""Whether a changed interval did what it was to do: failures before and after, compared exactly (2.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import select

from app.custom.crm.people import holders
from app.generated.maintenance_advice import MaintenanceAdvice
from app.generated.maintenance_plan import MaintenancePlan
from app.runtime import notify, records
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import schedule

from . import words
from .chances import SURE, same_rate
from .histories import Device, devices, midnight
from .plans import is_served, served
from .spans import in_service_hours
from .weibull import FEWEST

Effect = Literal["better", "same", "worse", "unknown"]
AT_ONCE = 500

notify.template(
    "reliability.effect",
    zh="维护周期调整的效果（{plan}）：{zh}",
    en="Effect of the changed interval of {plan}: {en}",
    title=message(zh="维护周期调整的效果", en="Effect of a changed maintenance interval"),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """Failures in hours of running, before and after."""

    before: int
    hours_before: float
    after: int
    hours_after: float

    @property
    def p(self) -> float:
        return same_rate(self.before, self.hours_before, self.after, self.hours_after)

    @property
    def effect(self) -> Effect:
        """Fewer than five failures together say nothing; a difference that chance makes in a tenth of cases is none."""
        if self.before + self.after < FEWEST or not self.hours_before or not self.hours_after:
            return "unknown"
        if self.p >= SURE:
            return "same"
        fewer = self.after / self.hours_after < self.before / self.hours_before
        return "better" if fewer else "worse"


@schedule(
    "reliability.effects",
    cron="0 5 3 * * *",
    label=message(zh="检查周期调整的效果", en="Check the effect of changed intervals"),
)
def check(ctx: Context) -> None:
    """Every night: of the changes whose day has come. What is left over comes the next night."""
    due = ctx.query(
        select(MaintenanceAdvice)
        .where(
            MaintenanceAdvice.state == "applied",
            MaintenanceAdvice.check_on <= ctx.today,
            MaintenanceAdvice.effect.is_(None),
            MaintenanceAdvice.deleted_at.is_(None),
        )
        .order_by(MaintenanceAdvice.id)
        .limit(AT_ONCE)
    ).all()
    if not due:
        return
    theirs = MaintenancePlan.id.in_({one.plan_id for one in due})
    plans = served(ctx, theirs)
    known = {one.id: one for one in devices(ctx, is_served(theirs))}
    codes = _codes(ctx, plans)
    told = []
    rows: list[dict[str, Any]] = []
    for one in due:
        plan, applied = one.plan_id or 0, one.applied_on or ctx.today
        seen = compare((known[id] for id in plans.get(plan, ())), applied, ctx.now)
        note = explain(one, seen, (ctx.today - applied).days)
        rows.append({"id": one.id, "effect": seen.effect, "effect_note": note})
        told.append((one.id, one.project_id, codes.get(plan, ""), conclusion(one, seen)))
    records.write_set(ctx, MaintenanceAdvice, rows, action="each", audit="effect")
    for id, project, code, name in told:
        zh, en = words.LINES[name]
        ctx.notify(
            holders(ctx, "eng_mgr", project), "reliability.effect",
            record=ctx.get(MaintenanceAdvice, id), dedup_key=f"effect {id}", plan=code, zh=zh, en=en,
        )  # fmt: skip


def compare(found: Iterable[Device], applied: dt.date, now: dt.datetime) -> Seen:
    """As long before the change as after it; failures by the day of the fault."""
    change = midnight(applied)
    start = change - (now - change)
    before = after = 0
    hours_before = hours_after = 0.0
    for device in found:
        faults = [one.fault_at for one in device.history.failures]
        before += sum(start <= at < change for at in faults)
        after += sum(change <= at < now for at in faults)
        hours_before += in_service_hours(device.history, start, change)
        hours_after += in_service_hours(device.history, change, now)
    return Seen(before, hours_before, after, hours_after)


def conclusion(said: MaintenanceAdvice, seen: Seen) -> str:
    """The line that says what came of it."""
    if seen.effect != "same":
        return seen.effect
    longer = (said.suggested_days or 0) > (said.current_days or 0)
    return "same_longer" if longer else "same_shorter"


def explain(said: MaintenanceAdvice, seen: Seen, days: int) -> str:
    """The counts of so many days before and after, the rates with their p, and the conclusion."""
    lines = [
        words.line(
            "effect", days=days, before=seen.before, hours_before=f"{seen.hours_before:.0f}",
            after=seen.after, hours_after=f"{seen.hours_after:.0f}",
        )
    ]  # fmt: skip
    if seen.hours_before and seen.hours_after:
        lines.append(
            words.line(
                "rates",
                rate_before=f"{seen.before / seen.hours_before * 1000:.3f}",
                rate_after=f"{seen.after / seen.hours_after * 1000:.3f}",
                p=f"{seen.p:.3f}",
            )
        )
    return "\n".join([*lines, words.line(conclusion(said, seen))])


def _codes(ctx: Context, plans: Mapping[int, Any]) -> dict[int, str]:
    rows = ctx.session.execute(
        select(MaintenancePlan.id, MaintenancePlan.code).where(MaintenancePlan.id.in_(list(plans)))
    ).all()
    return {id: code or "" for id, code in rows}
