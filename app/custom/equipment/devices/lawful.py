"""Special equipment begins, stays and changes as the law allows: decisions/0023 says which article (2.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.custom.equipment import categories
from app.custom.equipment.plans import care, law, stops
from app.forms.foreseen import Line, foresees
from app.generated.equipment import Equipment, equipment_hooks
from app.generated.equipment_category import EquipmentCategory, equipment_category_hooks
from app.runtime import notify
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message
from app.runtime.field import label

TEMPLATES = {
    "equipment.reclassified": (
        "{who} 将 {device} 的分类由“{old}”调整为“{new}”：{note}",
        "{who} moved {device} from category “{old}” to “{new}”: {note}",
        "{number} 调整了法定分类",
        "{number} comes under another law",
    ),
    "equipment.validity_corrected": (
        "{who} 将 {device} 的检验有效期由 {old} 更正为 {new}：{note}",
        "{who} corrected the validity of the statutory inspection of {device} from {old} to {new}: {note}",
        "{number} 更正了检验有效期",
        "{number}: the validity was corrected",
    ),
}

for _name, (_zh, _en, _title_zh, _title_en) in TEMPLATES.items():
    notify.template(_name, zh=_zh, en=_en, title=message(zh=_title_zh, en=_title_en))


def is_valid(until: dt.date | None, today: dt.date) -> bool:
    """Whether an inspection that is valid until then lets special equipment run today; the last day counts."""
    return until is not None and until >= today


# -- how it begins --------------------------------------------------------------------------------


@equipment_hooks.fills("state")
def begins(device: Equipment, ctx: Context) -> str:
    """Special equipment without a valid inspection is registered out of service; restarting it asks for one."""
    special = categories.tree(ctx).is_special(device.category_id)
    may_run = not special or is_valid(device.inspection_valid_to, ctx.today)
    return "running" if may_run else "stopped"


@foresees(
    Equipment, label(zh="检验", en="Inspection"), ["inspection_valid_to", "category", "state"]
)
def told_beforehand(ctx: Context, values: Mapping[str, Any]) -> list[Line]:
    """Beside the date, while it is typed: that this device may not run, and what becomes of it."""
    until, state = values.get("inspection_valid_to"), values.get("state")
    special = categories.tree(ctx).is_special(values.get("category"))
    if not special or state == "scrapped" or is_valid(until, ctx.today):
        return []
    what = (
        message(zh="检验有效期已过", en="The inspection has expired")
        if until
        else message(zh="没有检验有效期", en="No inspection is on record")
    )
    if state is None:
        then = message(
            zh="登记后为停用，检验合格后再启用",
            en="registered out of service; restart it once it has passed",
        )
    else:
        then = message(zh="检验合格前不得使用", en="it must not run until it has passed")
    return [Line(what, then, "red")]


# -- how it changes -------------------------------------------------------------------------------


@equipment_hooks.check
def law_is_left_in_the_open(device: Equipment, ctx: Context) -> None:
    """What loosens the law for a device is a step with a reason, not an edit."""
    if ctx.operation.action != "update":
        return
    if ctx.by_person and "category" in ctx.changes:
        _keeps_its_law(device, ctx)
    if ctx.by_person and device.special and "inspection_valid_to" in ctx.changes:
        old, new = ctx.changes["inspection_valid_to"]
        if old is not None and (new is None or new < old):
            raise RuleViolation(
                "清空或提前检验有效期须说明原因：请用“更正检验有效期” / "
                "Clearing or moving back the validity needs a reason: use “Correct the validity”.",
                field="inspection_valid_to",
            )
    became = device.special and not ctx.changes.get("special", (True, True))[0]
    if became and device.state == "running" and not is_valid(device.inspection_valid_to, ctx.today):
        raise RuleViolation(
            "特种设备须检验有效才能运行：请填写检验有效期，或先停用设备 / "
            "Special equipment runs with a valid inspection only: fill in its validity, "
            "or take it out of service first.",
            field="category",
        )


def _keeps_its_law(device: Equipment, ctx: Context) -> None:
    tree = categories.tree(ctx)
    old, new = ctx.changes["category"]
    before, after = tree.cap(old), tree.cap(new)
    looser = before is not None and (after is None or after > before)
    ordinary = bool(ctx.changes.get("special", (device.special, None))[0]) and not device.special
    if looser or ordinary:
        raise RuleViolation(
            "特种设备改为普通分类、或改到法定间隔更宽的分类须说明原因：请先停用设备，再用“调整分类” / "
            "Leaving special equipment, or a stricter law, needs a reason: take the device out of "
            "service, then use “Reclassify”.",
            field="category",
        )


@equipment_hooks.on_transition("reclassify")
def reclassify(device: Equipment, ctx: Context) -> None:
    """Its plans follow the category; who answers for the law in the project is told."""
    if "category" not in ctx.changes:
        raise RuleViolation("请选择另一个分类 / Choose another category.", field="category")
    stops.follow_devices(ctx, [device.id])
    law.plans_keep_the_law(ctx, Equipment.id == device.id, field="category")
    rows = categories.tree(ctx).rows
    old, new = (rows[one].name if one in rows else "—" for one in ctx.changes["category"])
    _tell(device, ctx, "equipment.reclassified", old, new)


@equipment_hooks.on_transition("correct_inspection")
def correct_inspection(device: Equipment, ctx: Context) -> None:
    """Another date, or none, with the reason on record; of special equipment people are told."""
    if "inspection_valid_to" not in ctx.changes:
        raise RuleViolation(
            "请填写另一个日期，或清空 / Write another date, or none.", field="inspection_valid_to"
        )
    if device.special:
        old, new = (str(one or "—") for one in ctx.changes["inspection_valid_to"])
        _tell(device, ctx, "equipment.validity_corrected", old, new)


def _tell(device: Equipment, ctx: Context, template: str, old: str, new: str) -> None:
    told = care.answerable(ctx, device.project_id)
    if told:
        ctx.notify(
            told,
            template,
            dedup_key=f"{template} {device.id} {device.version}",
            record=device,
            who=ctx.actor.username,
            device=f"{device.equip_no} {device.name}",
            number=device.equip_no,
            old=old,
            new=new,
            note=ctx.note,
        )


@equipment_category_hooks.check
def category_stays_special(category: EquipmentCategory, ctx: Context) -> None:
    """Its devices would be ordinary at the next touch, without a reason of their own."""
    if category.id is None or category.special or not ctx.changes.get("special", (False,))[0]:
        return
    used = ctx.session.scalar(
        select(Equipment.id)
        .where(
            Equipment.category_id == category.id,
            Equipment.special.is_(True),
            Equipment.state != "scrapped",
            Equipment.deleted_at.is_(None),
        )
        .limit(1)
    )
    if used is not None:
        raise RuleViolation(
            "该分类下还有特种设备：请先对每台设备使用“调整分类” / "
            "There is special equipment in it: reclassify each device first.",
            field="special",
        )
