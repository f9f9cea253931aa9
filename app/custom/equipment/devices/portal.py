"""GET /portal/device/17?k=…: what a label opens for whoever lives there: whether the device works, and a short form to report it.

Only with the secret of the label, which stands on the device itself, and only where one has a home.
"""

from __future__ import annotations

import hmac
from typing import Any

from flask import flash, redirect, request, url_for
from sqlalchemy import select

from app.custom.crm.orders import intake
from app.custom.equipment.repair.devices import OPEN
from app.forms.language import current_language
from app.generated.equipment import Equipment
from app.generated.repair_order import RepairOrder
from app.generated.work_order import WorkOrder
from app.generated.work_order.view import WorkOrderPortalForm
from app.portal import must, page, render, system_context
from app.runtime import query, records
from app.runtime.context import Context
from app.runtime.errors import AppError, NotFound
from app.runtime.field import label
from app.web.documents.codes import KEY

STATES = {
    "running": ("good", "正常运行", "Working"),
    "standby": ("good", "备用", "On standby"),
    "fault": ("wrong", "故障停机", "Out of order"),
    "repairing": ("warn", "维修中", "Being repaired"),
    "stopped": ("", "停用", "Out of service"),
}
"""How a device stands, as residents are told; a repair under way while it runs is told besides."""


@page(
    "/device/<int:id>",
    name="device",
    label=label(zh="设备", en="Device"),
    methods=("GET", "POST"),
    scanned=Equipment,
)
def device(ctx: Context, id: int) -> Any:
    """The device in front of which somebody stands; what he reports is a work order about it."""
    with system_context() as trusted:
        found = _device(trusted, ctx, id)
        told = _told(trusted, found)
        must(ctx, WorkOrder, "create")
        form = WorkOrderPortalForm.for_request(ctx, given=_given(ctx, found), grids=False)
        values = form.record_values() if form.is_sent() else None
        if values is not None:
            try:
                taken = _report(ctx, found, values)
            except AppError as error:
                form.take_errors(error)
            else:
                flash(_thanks(str(taken.order.order_no)), "success")
                return redirect(url_for("portal.request_page", id=taken.order.id))
        status = 422 if request.method == "POST" else 200
        return render(
            "equipment/devices/portal.html", status, form=form, device=found, told=told,
            mine=_mine(trusted, ctx, found.id), entity=WorkOrder,
        )  # fmt: skip


def _device(trusted: Context, ctx: Context, id: int) -> Equipment:
    """Raises NotFound without the label's secret, and where one has no home."""
    found = trusted.session.scalar(
        select(Equipment).where(Equipment.id == id, Equipment.deleted_at.is_(None))
    )
    secret = request.args.get(KEY, "")
    if found is None or found.state not in STATES or not found.qr_token:
        raise NotFound
    if not hmac.compare_digest(secret.encode(), str(found.qr_token).encode()):
        raise NotFound
    if found.project_id not in (ctx.actor.value(("home_projects",)) or ()):
        raise NotFound
    return found


def _told(trusted: Context, found: Equipment) -> tuple[str, str, Any]:
    """(tone, how it stands, until when it is to be repaired or None)."""
    tone, zh, en = STATES[str(found.state)]
    due = trusted.session.scalar(
        select(RepairOrder.restore_due)
        .where(
            RepairOrder.equipment_id == found.id,
            RepairOrder.state.in_(OPEN),
            RepairOrder.deleted_at.is_(None),
        )
        .order_by(RepairOrder.restore_due)
        .limit(1)
    )
    if due is not None and tone == "good":
        tone, zh, en = "now", f"{zh}，已安排维修", f"{en}; a repair is arranged"
    return tone, zh if current_language() == "zh" else en, due


def _given(ctx: Context, found: Equipment) -> dict[str, Any]:
    """What stands in the form: the device is named, and who has one home need not choose it."""
    homes = query.lookup(ctx, WorkOrder, "unit", limit=2)
    words = "有故障" if current_language() == "zh" else "is out of order"
    return {
        "summary": f"{found.name} {words}",
        "description": f"{found.location}（{found.equip_no}）",
        **({"unit": homes[0]} if len(homes) == 1 else {}),
    }


def _report(ctx: Context, found: Equipment, values: dict[str, Any]) -> intake.Intake:
    """As every request; what is new is about this device, so that it is handed on with one press."""
    with records.writing(ctx):
        taken = intake.submit(ctx, values)
        if taken.became == "created" and taken.order.project_id == found.project_id:
            trusted = Context.system(ctx.session, channel=ctx.channel)
            trusted.sessions = ctx.sessions
            trusted.update(trusted.get(WorkOrder, taken.order.id), equipment=found.id)
    return taken


def _thanks(number: str) -> str:
    return f"已收到，工单号 {number}" if current_language() == "zh" else f"Received as {number}."


def _mine(trusted: Context, ctx: Context, id: int) -> list[Any]:
    """What this resident has reported about it and is not over: which it is, the system knows; whether he sees it, his rights say."""
    ids = trusted.session.scalars(
        select(WorkOrder.id).where(
            WorkOrder.equipment_id == id,
            WorkOrder.state.not_in(("closed", "cancelled", "rejected")),
            WorkOrder.deleted_at.is_(None),
        )
    ).all()
    if not ids:
        return []
    return list(
        query.rows(
            ctx, WorkOrder, columns=["order_no", "summary", "state", "created_at"], sort=["-id"],
            within=WorkOrder.id.in_(ids), limit=5,
        ).items
    )  # fmt: skip
