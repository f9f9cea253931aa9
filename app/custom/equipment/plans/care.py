"""Care that the law asks for ends with a reason, and not behind the backs of those who answer for it (2.2)."""

from __future__ import annotations

from typing import Literal

from app.custom.crm import people
from app.generated.equipment import Equipment, equipment_hooks
from app.generated.maintenance_plan import MaintenancePlan, maintenance_plan_hooks
from app.generated.plan_stop import PlanStop, plan_stop_hooks
from app.runtime import notify
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message

from . import law
from .life import WHICH
from .stops import OUT

TEMPLATES = {
    "maintenance_plan.law_paused": (
        "{who} 暂停了法定维护计划 {number} {plan}（{count} 台设备）：{note}。暂停期间法定保养仍须按期完成。",
        "{who} paused plan {number} {plan}, which the law asks for ({count} devices): {note}. "
        "What the law asks for is still due meanwhile.",
        "法定维护计划 {number} 已暂停",
        "Statutory plan {number} was paused",
    ),
    "maintenance_plan.law_ended": (
        "{who} 停止了法定维护计划 {number} {plan}（{count} 台设备）：{note}。请确认这些设备另有计划。",
        "{who} ended plan {number} {plan}, which the law asks for ({count} devices): {note}. "
        "Make sure that these devices have another one.",
        "法定维护计划 {number} 已停止",
        "Statutory plan {number} was ended",
    ),
}

notify.kind("maintenance_plan", zh="维护计划", en="Maintenance plans")

for _name, (_zh, _en, _title_zh, _title_en) in TEMPLATES.items():
    notify.template(_name, zh=_zh, en=_en, title=message(zh=_title_zh, en=_title_en))


def answerable(ctx: Context, project_id: int) -> list[int]:
    """Who answers for what the law asks for in the project: its manager and the engineering managers, but the actor."""
    managers = people.managers_of(ctx, [project_id])[project_id]
    managers = managers or people.holders(ctx, "dept_mgr", project_id)
    known = people.unique([*managers, *people.holders(ctx, "eng_mgr", project_id)])
    return [login for login in known if login != ctx.person_id]


@maintenance_plan_hooks.on_transition("pause")
def told_of_a_pause(plan: MaintenancePlan, ctx: Context) -> None:
    """The plan still stands, so nobody else would notice."""
    _tell(plan, ctx, "law_paused")


@maintenance_plan_hooks.on_transition("archive")
def told_of_an_end(plan: MaintenancePlan, ctx: Context) -> None:
    """What the system ends (the device was scrapped) needs no word."""
    _tell(plan, ctx, "law_ended")


def _tell(
    plan: MaintenancePlan, ctx: Context, template: Literal["law_paused", "law_ended"]
) -> None:
    devices = law.devices_in_law(ctx, plan.id, plan.kind) if ctx.by_person else []
    told = answerable(ctx, plan.project_id) if devices else []
    if told:
        ctx.notify(
            told,
            f"maintenance_plan.{template}",
            dedup_key=f"maintenance_plan {template} {plan.id} {plan.version}",
            record=plan,
            who=ctx.actor.username,
            number=plan.code,
            plan=plan.name,
            count=len(devices),
            note=ctx.note,
        )


@maintenance_plan_hooks.check
def statutory_plan_is_ended_in_the_open(plan: MaintenancePlan, ctx: Context) -> None:
    """It does not turn to other devices, or into a mere look at them: that would end it without a reason."""
    turned = sorted((WHICH | {"kind"}) & set(ctx.changes))
    if not turned or not ctx.by_person or ctx.operation.action != "update":
        return
    before = ctx.changes["kind"][0] if "kind" in turned else plan.kind
    if plan.state in ("active", "paused") and law.devices_in_law(ctx, plan.id, before):
        raise RuleViolation(
            "法定维护计划不能改换对象或类型：请停止此计划并写明原因，再建新计划 / "
            "What the law asks for does not turn to other devices or another kind: "
            "end this plan with a reason and make another one.",
            field=turned[0],
        )


@plan_stop_hooks.on_delete
def no_device_leaves_its_lawful_care(stop: PlanStop, ctx: Context) -> None:
    """A device leaves a route only when another running plan keeps the law for it, or it is out of service."""
    plan = ctx.get(MaintenancePlan, stop.plan_id)
    device = ctx.get(Equipment, stop.equipment_id)
    asked = law.asks_for(ctx, plan.kind, device.category_id, special=device.special)
    if not asked or not ctx.by_person or plan.state == "draft" or device.state in OUT:
        return
    if not law.is_cared_for(ctx, device.id, plan.kind, without=plan.id):
        raise RuleViolation(
            "法定保养、检测不能无故取消：请先为该设备另建计划，或先将设备停用 / "
            "What the law asks for does not just end: make another plan for the device first, "
            "or take it out of service."
        )


@equipment_hooks.check
def own_lawful_plan_ends_in_the_open(device: Equipment, ctx: Context) -> None:
    """The interval of a device is its plan: clearing it would end that without a reason."""
    if "interval" not in ctx.changes or device.interval is not None or not ctx.by_person:
        return
    asked = law.asks_for(ctx, "maintain", device.category_id, special=device.special)
    if asked and law.is_cared_for(ctx, device.id, "maintain", source="equipment"):
        raise RuleViolation(
            "清空周期会停止法定保养：请在该设备的维护计划上“停止”并写明原因，再清空 / "
            "Without an interval its lawful maintenance ends: end its plan with a reason first.",
            field="interval",
        )
