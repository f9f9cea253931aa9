"""What people are told about inspections: one message a person and run, whatever the number of tasks (2.2)."""

from __future__ import annotations

from app.runtime import notify
from app.runtime.errors import message

TEMPLATES = {
    "inspection_task.issued": (
        "您有 {count} 项新的巡检任务，最早 {first} 到期。",
        "You have {count} new inspections; the first is due on {first}.",
        "新的巡检任务：{count} 项",
        "New inspections: {count}",
    ),
    "inspection_task.nobody": (
        "{count} 项巡检任务没有合适的执行人，请指派：{numbers}",
        "Nobody fits {count} inspections; please pass them on: {numbers}",
        "有 {count} 项巡检任务无人执行",
        "{count} inspections have nobody",
    ),
    "inspection_task.passed_on": (
        "巡检任务 {task_no}（{device}）转交给您，{due} 到期：{note}",
        "Inspection {task_no} ({device}) was passed on to you, due {due}: {note}",
        "巡检任务 {task_no} 转交给您",
        "Inspection {task_no} is yours now",
    ),
    "inspection_task.sent_back": (
        "巡检任务 {task_no}（{device}）被退回重做：{note}",
        "Inspection {task_no} ({device}) was sent back: {note}",
        "巡检任务 {task_no} 被退回",
        "Inspection {task_no} was sent back",
    ),
    "inspection_task.late": (
        "您有 {count} 项巡检已逾期，请尽快完成：{numbers}",
        "{count} of your inspections are late; please do them: {numbers}",
        "{count} 项巡检已逾期",
        "{count} inspections are late",
    ),
    "inspection_task.late_manager": (
        "{count} 项巡检逾期已两天，请跟进：{numbers}",
        "{count} inspections are two days late; please look after them: {numbers}",
        "{count} 项巡检逾期两天",
        "{count} inspections are two days late",
    ),
    "inspection_task.late_project": (
        "{count} 项巡检逾期已三天，请督促：{numbers}",
        "{count} inspections are three days late; please see to them: {numbers}",
        "{count} 项巡检逾期三天",
        "{count} inspections are three days late",
    ),
}

notify.kind("inspection_task", zh="巡检任务", en="Inspections")

for _name, (_zh, _en, _title_zh, _title_en) in TEMPLATES.items():
    notify.template(_name, zh=_zh, en=_en, title=message(zh=_title_zh, en=_title_en))

SHOWN = 5
"""Numbers of tasks that one message names."""


def named(numbers: list[str]) -> str:
    """`XJ202603-000001、…` — the first few, and that there are more."""
    return "、".join(numbers[:SHOWN]) + (" …" if len(numbers) > SHOWN else "")
