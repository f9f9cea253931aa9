"""What people are told about audits."""

from __future__ import annotations

from app.runtime import notify
from app.runtime.errors import message

TEMPLATES = {
    "audit_run.done": (
        "{first} 至 {last} 的审计检查完成，新发现 {count} 项。",
        "The audit run over {first} to {last} is done: {count} new findings.",
        "审计检查：新发现 {count} 项",
        "Audit run: {count} new findings",
    ),
    "audit_finding.assigned": (
        "审计发现 #{number}（{rule}）由您整改，期限 {due}。请说明原因和整改情况。",
        "Audit finding #{number} ({rule}) is yours to mend by {due}. Please say why it happened and what was done.",
        "审计发现 #{number} 待您整改",
        "Audit finding #{number} is yours to mend",
    ),
    "audit_finding.submitted": (
        "审计发现 #{number}（{rule}）已提交整改，请核实。",
        "Audit finding #{number} ({rule}) was mended; please verify.",
        "审计发现 #{number} 待核实",
        "Audit finding #{number} is to be verified",
    ),
    "audit_finding.sent_back": (
        "审计发现 #{number}（{rule}）的整改被退回，请按审计意见继续整改。",
        "Audit finding #{number} ({rule}) was sent back; please see the auditor's remark.",
        "审计发现 #{number} 的整改被退回",
        "Audit finding #{number} was sent back",
    ),
    "audit_finding.overdue": (
        "审计发现 #{number}（{rule}）应于 {due} 前整改，已逾期。",
        "Audit finding #{number} ({rule}) was to be mended by {due} and is overdue.",
        "审计发现 #{number} 整改逾期",
        "Audit finding #{number} is overdue",
    ),
}

notify.kind("audit_run", zh="审计检查", en="Audit runs")
notify.kind("audit_finding", zh="审计发现", en="Audit findings")

for _name, (_zh, _en, _title_zh, _title_en) in TEMPLATES.items():
    notify.template(_name, zh=_zh, en=_en, title=message(zh=_title_zh, en=_title_en))
