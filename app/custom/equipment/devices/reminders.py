"""What is running out: statutory inspection, service life, warranty; each step is told once (2.1, O5.8)."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.custom.crm import people
from app.custom.equipment.plans.stops import OUT
from app.generated.employee import Employee
from app.generated.equipment import Equipment
from app.runtime import notify
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import schedule

LATE = 30
"""Days after the date within which somebody who did not hear of it still does."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """`column` of a device, the steps before it and what is told."""

    column: str
    steps: Sequence[int]
    template: str
    unit: str = "day"
    after: str = ""
    """What is told once the day has passed; empty: nothing."""

    def told_on(self, day: dt.date, step: int) -> dt.date:
        """When the step begins."""
        if self.unit == "day":
            return day - dt.timedelta(days=step)
        return _months_before(day, step)

    def step(self, day: dt.date, today: dt.date) -> int | None:
        """The last step that has begun, 0 once the day has passed; None: it is too early, or too late."""
        if today > day:
            return 0 if self.after and today - day <= dt.timedelta(days=LATE) else None
        begun = [step for step in self.steps if self.told_on(day, step) <= today]
        return min(begun, default=None)

    def horizon(self, today: dt.date) -> dt.date:
        """Days after it are too early for every step."""
        longest = max(self.steps)
        return today + dt.timedelta(days=longest if self.unit == "day" else 31 * longest)


def _months_before(day: dt.date, months: int) -> dt.date:
    """The same day of an earlier month, or its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


INSPECTION = Deadline(
    "inspection_valid_to",
    (60, 30, 7),
    "equipment.inspection_due",
    after="equipment.inspection_over",
)
LIFE = Deadline("expires_on", (12, 6, 1), "equipment.life_ends", unit="month")
WARRANTY = Deadline("warranty_to", (30,), "equipment.warranty_ends")
DEADLINES = (INSPECTION, LIFE, WARRANTY)

TEMPLATES = {
    "equipment.inspection_due": (
        "{device} 的检验有效期到 {day}（还有 {left} 天），请安排检验。",
        "The statutory inspection of {device} is valid until {day} ({left} days): have it inspected.",
        "{number} 检验即将到期",
        "{number}: the inspection runs out",
    ),
    "equipment.inspection_over": (
        "{device} 的检验有效期 {day} 已过，检验合格前不得使用。",
        "The statutory inspection of {device} ran out on {day}: it must not run until it has passed.",
        "{number} 检验已过期",
        "{number}: the inspection has run out",
    ),
    "equipment.life_ends": (
        "{device} 的使用年限 {day} 到期（还有 {left} 天），请评估更换。",
        "The service life of {device} ends on {day} ({left} days): consider replacing it.",
        "{number} 使用年限将到",
        "{number}: the service life ends",
    ),
    "equipment.warranty_ends": (
        "{device} 的质保 {day} 到期（还有 {left} 天），请在此之前报修遗留问题。",
        "The warranty of {device} ends on {day} ({left} days): report what is open before that.",
        "{number} 质保将到期",
        "{number}: the warranty ends",
    ),
}

notify.kind("equipment", zh="设备", en="Equipment")

for _name, (_zh, _en, _title_zh, _title_en) in TEMPLATES.items():
    notify.template(_name, zh=_zh, en=_en, title=message(zh=_title_zh, en=_title_en))


@schedule(
    "equipment.deadlines",
    cron="0 40 7 * * *",
    label=message(
        zh="提醒检验、年限和质保到期", en="Remind of inspections, service lives, warranties"
    ),
)
def remind(ctx: Context) -> None:
    """Every morning. A day on which nothing ran is made up for by the next: who was told is not told again."""
    for deadline in DEADLINES:
        _remind(ctx, deadline)


def _remind(ctx: Context, deadline: Deadline) -> None:
    """The managers of the project and the keeper of each device that reached a step, a few statements for all."""
    column: Any = getattr(Equipment, deadline.column)
    rows = ctx.session.execute(
        select(Equipment, Employee.login_id)
        .outerjoin(Employee, Employee.id == Equipment.keeper_id)
        .where(
            column >= ctx.today - dt.timedelta(days=LATE),
            column <= deadline.horizon(ctx.today),
            Equipment.state != "scrapped"
            if deadline is INSPECTION
            else Equipment.state.not_in(OUT),
            Equipment.deleted_at.is_(None),
        )
        .order_by(Equipment.id)
    ).all()
    managers = people.holders_of(ctx, "eng_mgr", {device.project_id for device, _ in rows})
    told: dict[str, list[notify.Told]] = {}
    for device, keeper in rows:
        day: dt.date = getattr(device, deadline.column)
        step = deadline.step(day, ctx.today)
        if step is None:
            continue
        template = deadline.template if step else deadline.after
        for login in _once([*managers[device.project_id], keeper]):
            told.setdefault(template, []).append(
                notify.Told(
                    login,
                    {
                        "device": f"{device.equip_no} {device.name}",
                        "number": device.equip_no,
                        "day": day.isoformat(),
                        "left": (day - ctx.today).days,
                    },
                    dedup_key=f"{template} {device.id} {day} {step}",
                    record=device,
                )
            )
    for template, messages in told.items():
        notify.send_each(ctx, template, messages)


def _once(logins: Iterable[int | None]) -> list[int]:
    return people.unique(login for login in logins if login is not None)
