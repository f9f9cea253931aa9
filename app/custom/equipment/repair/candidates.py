"""Who repairs a device: the scoring of work orders, with the skill of its category and the law's certificate (2.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.custom.crm.orders import candidates as people_now
from app.custom.crm.orders.assignment import Job, Scored, rank, refusals
from app.custom.crm.orders.dispatch import REASONS, lock
from app.forms.suggested import Suggestion, suggests
from app.generated.employee import Employee
from app.generated.equipment import Equipment
from app.generated.project import Project
from app.generated.repair_order import RepairOrder
from app.generated.skill import Skill
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message

from .. import categories
from .notices import DOWN

BUSY = ("dispatched", "accepted", "repairing", "waiting_part")
NEVER = ("inactive", "on_leave", "other_project", "certificate")
"""What a manager cannot overrule either: he may call somebody in, but not send who is not allowed."""

people_now.BURDENS.append((RepairOrder, BUSY))


def demand(ctx: Context, order: RepairOrder) -> people_now.Demand:
    """What the device asks of a person. Special equipment is for who holds a valid certificate of the skill."""
    device = ctx.get(Equipment, order.equipment_id)
    asked = categories.tree(ctx).skill(device.category_id)
    skill = ctx.get(Skill, asked[0]) if asked else None
    job = Job(
        skill=skill.id if skill else None,
        level=asked[1] if asked else 1,
        certificate_mandatory=bool(skill and (device.special or skill.mandatory_cert)),
        urgent=order.severity in DOWN,
    )
    project = ctx.get(Project, order.project_id)
    return people_now.Demand(job, skill, None, project, roles=("technician",))


def choose(
    ctx: Context, order: RepairOrder, *, excluding: Iterable[int | None] = ()
) -> list[Scored]:
    """Who may take the repair, best first; until the transaction ends nobody else gives work in this project."""
    lock(ctx, order.project_id)
    wanted = demand(ctx, order)
    found = people_now.candidates(ctx, wanted, besides=order)
    left_out = set(excluding)
    return rank(wanted.job, [one for one in found if one.id not in left_out])


def refuse_unless_allowed(ctx: Context, order: RepairOrder, employee_id: int) -> None:
    """Raise RuleViolation naming why this person cannot be sent, whoever wants it."""
    lock(ctx, order.project_id)
    wanted = demand(ctx, order)
    found = people_now.candidates(ctx, wanted, besides=order, only=employee_id)
    failed = refusals(wanted.job, found[0]) if found else ["inactive"]
    failed = [reason for reason in failed if reason in NEVER]
    if failed:
        zh = "、".join(REASONS[reason][0] for reason in failed)
        en = ", ".join(REASONS[reason][1] for reason in failed)
        name = ctx.get(Employee, employee_id).name
        raise RuleViolation(
            f"不能派给 {name}：{zh} / {name} cannot take it: {en}.", field="assignee"
        )


def best(ctx: Context, record: Mapping[str, Any]) -> list[Suggestion]:
    """Whom the dialog suggests, the best first; who has it already is left out."""
    # Skills, duty and load are not his to read; whose name he may see, the dialog asks the policy.
    trusted = Context.system(ctx.session)
    trusted.sessions = ctx.sessions
    order = ctx.session.get(RepairOrder, record["id"])
    if order is None:
        return []
    wanted = demand(trusted, order)
    found = people_now.candidates(trusted, wanted, besides=order, to_assign=False)
    ranked = rank(wanted.job, [one for one in found if one.id != order.assignee_id])
    return [Suggestion(one.candidate.id, _why(one)) for one in ranked]


def _why(scored: Scored) -> Any:
    points, load = round(scored.score * 100), scored.candidate.load
    return message(zh=f"{points} 分，在手 {load} 单", en=f"{points} points, {load} open jobs")


for _step in ("dispatch", "redispatch"):
    suggests(RepairOrder, _step, "assignee", best)
