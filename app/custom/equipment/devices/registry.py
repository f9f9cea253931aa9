"""What a device in the registry must say, and what it gets by itself: end of life, the token of its label (2.1)."""

from __future__ import annotations

import secrets

from sqlalchemy import select

from app.custom.equipment.plans.nominal import Rule, nominal
from app.generated.building import Building
from app.generated.equipment import Equipment, equipment_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

DEEPEST = 20
"""Devices inside devices; a tree that goes deeper is a mistake."""


AHEAD_YEARS = 10
"""In which a device that is registered today comes into service at the latest; a date beyond is mistyped."""


@equipment_hooks.check
def registration_is_complete(device: Equipment, ctx: Context) -> None:
    """Special equipment has its code; place and parent are of the same project."""
    if device.special and not (device.reg_code or "").strip():
        raise RuleViolation(
            "特种设备必须填写设备代码（使用登记证上） / "
            "Special equipment needs its registration code (see the certificate of use).",
            field="reg_code",
        )
    changed = set(ctx.changes)
    if "in_service_on" in changed and device.in_service_on.year > ctx.today.year + AHEAD_YEARS:
        raise RuleViolation(
            f"启用日期不能晚于 {AHEAD_YEARS} 年后，请核对年份 / "
            f"It comes into service within {AHEAD_YEARS} years: check the year.",
            field="in_service_on",
        )
    moved = device.building_id is not None and {"building", "project"} & changed
    if moved and ctx.get(Building, device.building_id or 0).project_id != device.project_id:
        raise RuleViolation(
            "楼栋不属于所选项目 / The building belongs to another project.", field="building"
        )
    if device.parent_id is not None and {"parent", "project"} & changed:
        _stands_in_its_tree(device, ctx)


def _stands_in_its_tree(device: Equipment, ctx: Context) -> None:
    above = ctx.get(Equipment, device.parent_id or 0)
    if above.project_id != device.project_id:
        raise RuleViolation(
            "上级设备属于其他项目 / The device above belongs to another project.", field="parent"
        )
    for _ in range(DEEPEST):
        if above.id == device.id:
            raise RuleViolation(
                "上级不能是自己或自己的下级 / A device cannot be part of itself.", field="parent"
            )
        if above.parent_id is None:
            return
        above = ctx.get(Equipment, above.parent_id)
    raise RuleViolation(
        f"设备层级超过 {DEEPEST} 层 / Devices stand more than {DEEPEST} deep in each other.",
        field="parent",
    )


@equipment_hooks.on_create
def register(device: Equipment, ctx: Context) -> None:
    """Its end of life, and a token that nobody can guess: who has it was in front of the label."""
    device.qr_token = secrets.token_urlsafe(16)
    _ends(device)


@equipment_hooks.on_update
def life_changes(device: Equipment, ctx: Context) -> None:
    """Another first day or another span of life; parts go to another project with their whole."""
    changed = set(ctx.changes)
    if {"in_service_on", "service_life_years"} & changed:
        _ends(device)
    if "project" in changed:
        for part in list(
            ctx.query(
                select(Equipment).where(
                    Equipment.parent_id == device.id, Equipment.deleted_at.is_(None)
                )
            )
        ):
            ctx.update(part, project=device.project_id, building=device.building_id)


def _ends(device: Equipment) -> None:
    """The same day so many years later; 29 February becomes the 28th."""
    device.expires_on = nominal(Rule(device.in_service_on, device.service_life_years, "year"), 1)
