"""What runs out (4.1): contracts, certificates, probation; 60, 30 and 7 days ahead, each step once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.custom.crm import people
from app.generated.employee import Employee
from app.generated.employee_skill import EmployeeSkill
from app.generated.job_change import JobChange
from app.generated.skill import Skill
from app.runtime import notify
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import schedule

from .applying import suggest

STEPS = (60, 30, 7)
AT_WORK = ("onboarding", "probation", "regular")
SUGGESTED = 30
"""Days before the end of probation on which the confirmation is suggested."""

TEMPLATES = {
    "people.contract_ends": ("{who} 的劳动合同 {day} 到期（还有 {left} 天），请决定是否续签并提前书面通知。", "The contract of {who} ends on {day} ({left} days): decide whether it is renewed, and say so in writing.", "{number} 劳动合同即将到期", "{number}: the contract ends"),
    "people.certificate_ends": ("{who} 的{what}证书有效期到 {day}（还有 {left} 天），请安排复审或换证。", "The certificate {what} of {who} is valid until {day} ({left} days): have it renewed.", "{number} 证书即将到期", "{number}: a certificate runs out"),
    "people.probation_ends": ("{who} 的试用期到 {day}（还有 {left} 天），请完成试用期考评并办理转正。", "The probation of {who} ends on {day} ({left} days): assess and confirm.", "{number} 试用期即将届满", "{number}: probation ends"),
}  # fmt: skip
for _name, (_zh, _en, _title_zh, _title_en) in TEMPLATES.items():
    notify.template(_name, zh=_zh, en=_en, title=message(zh=_title_zh, en=_title_en))


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that runs out: whose, when, and of which record."""

    record: Any
    number: str
    who: str
    day: dt.date
    what: str
    logins: tuple[int | None, ...]


def step(day: dt.date, today: dt.date) -> int | None:
    """The last step that has begun; None: too early, or over."""
    left = (day - today).days
    return min((one for one in STEPS if left <= one), default=None) if left >= 0 else None


@schedule(
    "people.deadlines",
    cron="0 50 7 * * *",
    label=message(
        zh="提醒合同、证书和试用期到期", en="Remind of contracts, certificates, probations"
    ),
)
def remind(ctx: Context) -> None:
    """Every morning; a morning on which nothing ran is made up for by the next."""
    hr = people.holders(ctx, "hr", None)
    _tell(ctx, "people.contract_ends", _dates(ctx, Employee.contract_to), hr)
    _tell(ctx, "people.probation_ends", _dates(ctx, Employee.probation_to, ("probation",)), hr)
    _tell(ctx, "people.certificate_ends", _certificates(ctx), hr)
    suggest_confirmations(ctx)


def _dates(ctx: Context, column: Any, states: tuple[str, ...] = AT_WORK) -> list[Due]:
    manager = aliased(Employee)
    rows = ctx.session.execute(
        select(Employee, manager.login_id)
        .outerjoin(manager, manager.id == Employee.manager_id)
        .where(
            column >= ctx.today,
            column <= ctx.today + dt.timedelta(days=max(STEPS)),
            Employee.state.in_(states),
            Employee.deleted_at.is_(None),
        )
        .order_by(Employee.id)
    )
    return [
        Due(him, str(him.emp_no), him.name, getattr(him, column.key), "", (him.login_id, boss))
        for him, boss in rows
    ]


def _certificates(ctx: Context) -> list[Due]:
    manager = aliased(Employee)
    rows = ctx.session.execute(
        select(EmployeeSkill, Employee, Skill.name, Skill.certificate, manager.login_id)
        .join(Employee, Employee.id == EmployeeSkill.employee_id)
        .join(Skill, Skill.id == EmployeeSkill.skill_id)
        .outerjoin(manager, manager.id == Employee.manager_id)
        .where(
            EmployeeSkill.valid_to >= ctx.today,
            EmployeeSkill.valid_to <= ctx.today + dt.timedelta(days=max(STEPS)),
            Employee.state.in_(AT_WORK),
            EmployeeSkill.deleted_at.is_(None),
        )
        .order_by(EmployeeSkill.id)
    )
    return [
        Due(
            row,
            str(him.emp_no),
            him.name,
            row.valid_to or ctx.today,
            certificate or skill,
            (him.login_id, boss),
        )
        for row, him, skill, certificate, boss in rows
    ]


def _tell(ctx: Context, template: str, found: Iterable[Due], hr: list[int]) -> None:
    """HR, the person and his manager: one message each for a day and a step."""
    messages = []
    for due in found:
        now = step(due.day, ctx.today)
        if now is None:
            continue
        for login in people.unique(one for one in (*due.logins, *hr) if one is not None):
            messages.append(
                notify.Told(
                    login,
                    {
                        "who": due.who,
                        "number": due.number,
                        "day": due.day.isoformat(),
                        "left": (due.day - ctx.today).days,
                        "what": due.what,
                    },
                    dedup_key=f"{template} {due.record.id} {due.day} {now}",
                    record=due.record,
                )
            )
    notify.send_each(ctx, template, messages)


def suggest_confirmations(ctx: Context) -> None:
    """A job change that HR looks over, for everybody whose probation ends; one for each end."""
    under_way = select(JobChange.employee_id).where(
        JobChange.kind == "regular", JobChange.deleted_at.is_(None)
    )
    found = ctx.query(
        select(Employee)
        .where(
            Employee.state == "probation",
            Employee.probation_to >= ctx.today,
            Employee.probation_to <= ctx.today + dt.timedelta(days=SUGGESTED),
            Employee.id.not_in(under_way),
            Employee.deleted_at.is_(None),
        )
        .order_by(Employee.id)
    ).all()
    for him in found:
        ends = him.probation_to or ctx.today
        suggest(
            ctx,
            him,
            "regular",
            on=ends + dt.timedelta(days=1),
            reason=f"试用期至 {ends}，请考评后转正",
        )
