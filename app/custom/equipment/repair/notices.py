"""What people are told about repairs: one template a message, in both languages (2.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.custom.crm import people
from app.generated.repair_order import RepairOrder
from app.runtime import notify
from app.runtime.context import Context
from app.runtime.errors import message

DOWN = ("s1", "s2")
"""Severities with which the device stands still."""

TEMPLATES = {
    "repair_order.for_you": (
        "报修单 {repair_no}（{severity}）派给您：{device}，{location}。{words}",
        "Repair {repair_no} ({severity_en}) is yours: {device}, {location}. {words}",
        "新报修单 {repair_no}",
        "A repair for you: {repair_no}",
    ),
    "repair_order.deputy": (
        "您是报修单 {repair_no}（{severity}）的后备人：{device}，{location}。维修人未接单时请接单。",
        "You are the deputy for repair {repair_no} ({severity_en}): {device}, {location}. "
        "Accept it if the technician does not.",
        "报修单 {repair_no}：您是后备人",
        "Repair {repair_no}: you are the deputy",
    ),
    "repair_order.danger": (
        "危及安全的故障 {repair_no}：{device}，{location}。{words}",
        "Danger, repair {repair_no}: {device}, {location}. {words}",
        "危及安全的故障 {repair_no}",
        "Danger: repair {repair_no}",
    ),
    "repair_order.nobody": (
        "报修单 {repair_no}（{severity}）没有合适的维修人，请派单：{device}，{location}。",
        "Nobody fits repair {repair_no} ({severity_en}); please dispatch it: {device}, {location}.",
        "报修单 {repair_no} 待派单",
        "Repair {repair_no} waits to be dispatched",
    ),
    "repair_order.taken_away": (
        "报修单 {repair_no}（{device}）已由他人处理，不再由您负责。",
        "Repair {repair_no} ({device}) is somebody else's now.",
        "报修单 {repair_no} 已转给他人",
        "Repair {repair_no} was given to somebody else",
    ),
    "repair_order.silent_manager": (
        "报修单 {repair_no}（{severity}）一直无人接单，请处理：{device}，{location}。",
        "Nobody accepts repair {repair_no} ({severity_en}); please see to it: {device}, {location}.",
        "报修单 {repair_no} 无人接单",
        "Nobody accepts repair {repair_no}",
    ),
    "repair_order.silent_project": (
        "报修单 {repair_no}（{severity}）已通知工程经理，仍无人接单：{device}，{location}。",
        "Repair {repair_no} ({severity_en}) is still accepted by nobody, though the engineering manager knows: "
        "{device}, {location}.",
        "报修单 {repair_no} 仍无人接单",
        "Still nobody accepts repair {repair_no}",
    ),
    "repair_order.waiting": (
        "报修单 {repair_no}（{device}）等待备件：{part}，预计 {due} 到货，请安排采购。",
        "Repair {repair_no} ({device}) waits for a part: {part}, expected {due}; please order it.",
        "报修单 {repair_no} 等备件",
        "Repair {repair_no} waits for a part",
    ),
    "repair_order.to_accept": (
        "报修单 {repair_no}（{device}）已修复，请验收：{action}",
        "Repair {repair_no} ({device}) is done; please accept it: {action}",
        "报修单 {repair_no} 待验收",
        "Repair {repair_no} is to be accepted",
    ),
    "repair_order.sent_back": (
        "报修单 {repair_no}（{device}）验收不合格，请返修：{note}",
        "Repair {repair_no} ({device}) was not accepted; please go on: {note}",
        "报修单 {repair_no} 验收不合格",
        "Repair {repair_no} was not accepted",
    ),
    "repair_order.cancelled": (
        "报修单 {repair_no}（{device}）已取消：{note}",
        "Repair {repair_no} ({device}) was cancelled: {note}",
        "报修单 {repair_no} 已取消",
        "Repair {repair_no} was cancelled",
    ),
}

URGENT = ("for_you", "deputy", "danger", "nobody", "silent_manager", "silent_project")
"""Of these a twin with `_now` exists, which quiet hours do not hold back: the device stands still."""

notify.kind("repair_order", zh="报修", en="Repairs")

for _name, (_zh, _en, _title_zh, _title_en) in TEMPLATES.items():
    _title = message(zh=_title_zh, en=_title_en)
    notify.template(_name, zh=_zh, en=_en, title=_title)
    if _name.removeprefix("repair_order.") in URGENT:
        _title = message(zh=f"停机：{_title_zh}", en=f"Device down: {_title_en}")
        notify.template(f"{_name}_now", zh=_zh, en=_en, title=_title, urgent=True)


def tell(
    ctx: Context, order: RepairOrder, step: str, logins: Sequence[int | None], key: str, **more: Any
) -> None:
    """Tell these accounts about a step, each once under `key`."""
    known = people.unique(login for login in logins if login is not None)
    if known:
        ctx.notify(
            known,
            template(order, step),
            dedup_key=key_of(order, key),
            record=order,
            **said(order),
            **more,
        )


def key_of(order: Any, key: str) -> str:
    """The dedup key of a message about this order."""
    return f"repair_order:{order.id}:{key}"


def template(order: Any, step: str) -> str:
    """The message of a step; about a device that stands still, the urgent one."""
    now = step in URGENT and order.severity in DOWN
    return f"repair_order.{step}{'_now' if now else ''}"


def said(order: Any) -> dict[str, Any]:
    """What every message may say: number, severity, device, place, the reporter's words."""
    enum = RepairOrder.fields()["severity"].enum
    value = enum.get(order.severity) if enum is not None else None
    label = value.label if value is not None else None
    return {
        "repair_no": order.repair_no,
        "severity": label.in_language("zh") if label else "—",
        "severity_en": label.in_language("en") if label else "—",
        "device": order.equipment_name or "",
        "location": order.location or "",
        "words": (order.description or "")[:200],
    }
