"""What becomes of a finding (§3.12): handed to somebody who is no auditor, mended, verified; overdue ones reach the general manager."""

from __future__ import annotations

from sqlalchemy import select

from app.custom.crm import people
from app.generated.audit_finding import AuditFinding, audit_finding_hooks
from app.runtime import notify
from app.runtime.accounts.users import Role, User
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message
from app.runtime.jobs import Progress, chunked, schedule

OVERDUE = "audits.overdue"
AT_ONCE = 500
IN_HAND = ("assigned", "rectifying")


@audit_finding_hooks.on_transition("assign")
def hand_over(finding: AuditFinding, ctx: Context) -> None:
    """The owner is active, works here and is no auditor; there is still time."""
    roles = set(
        ctx.session.scalars(
            select(Role.name)
            .join(User.roles)
            .where(User.id == finding.owner_id, User.active.is_(True))
        )
    )
    if "auditor" in roles or finding.owner_id == ctx.person_id:
        raise RuleViolation(
            "审计人员不能整改自己的发现，请指定业务人员 / Auditors mend nothing themselves: name somebody of the business.",
            field="owner",
        )
    if "employee" not in roles:
        raise RuleViolation(
            "整改人须是在岗员工账号 / Who mends it must be an active account of an employee.",
            field="owner",
        )
    if finding.due_on is not None and finding.due_on < ctx.today:
        raise RuleViolation("整改期限早于今天 / It is due before today.", field="due_on")
    ctx.notify(
        [finding.owner_id], "audit_finding.assigned", record=finding,
        dedup_key=f"audit_finding {finding.id} assigned {finding.due_on}",
        number=finding.id, rule=finding.rule, due=str(finding.due_on),
    )  # fmt: skip


@audit_finding_hooks.on_transition("submit")
def tell_auditors(finding: AuditFinding, ctx: Context) -> None:
    """It waits for them now."""
    ctx.notify(
        people.holders(ctx, "auditor", None), "audit_finding.submitted", record=finding,
        number=finding.id, rule=finding.rule,
    )  # fmt: skip


@audit_finding_hooks.on_transition("send_back")
def tell_owner(finding: AuditFinding, ctx: Context) -> None:
    """The reason stands in the history."""
    if finding.owner_id is not None:
        ctx.notify(
            [finding.owner_id], "audit_finding.sent_back", record=finding,
            number=finding.id, rule=finding.rule,
        )  # fmt: skip


@schedule(
    "audits.overdue_daily",
    cron="0 40 8 * * *",
    label=message(zh="启动审计整改逾期提醒", en="Begin the reminders of overdue findings"),
)
def every_morning(ctx: Context) -> None:
    """At twenty to nine."""
    ctx.enqueue(OVERDUE, key=f"{ctx.today}")


@chunked(OVERDUE, label=message(zh="审计整改逾期提醒", en="Remind of overdue findings"))
def remind(ctx: Context, at: Progress) -> Progress:
    """Each overdue finding is told once to its owner and to the general manager, and once again when its day is moved."""
    of = AuditFinding
    rows = ctx.session.execute(
        select(of.id, of.rule, of.owner_id, of.due_on)
        .where(
            of.id > (at.cursor or 0),
            of.state.in_(IN_HAND),
            of.due_on < ctx.today,
            of.deleted_at.is_(None),
        )
        .order_by(of.id)
        .limit(AT_ONCE)
    ).all()
    managers = people.holders(ctx, "gm", None)
    told = [
        notify.Told(
            person,
            {"number": row.id, "rule": row.rule, "due": str(row.due_on)},
            dedup_key=f"audit_finding {row.id} overdue {row.due_on} {person}",
            about=(of.key(), row.id),
        )
        for row in rows
        for person in people.unique([*managers, *([row.owner_id] if row.owner_id else [])])
    ]
    notify.send_each(ctx, "audit_finding.overdue", told)
    if len(rows) < AT_ONCE:
        return at.end(done=len(rows))
    return at.on(rows[-1].id, done=len(rows))
