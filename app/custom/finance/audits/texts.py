"""How findings and runs are shown: sentences in the reader's language, evidence line by line with links to the records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.forms import screens
from app.runtime import registry
from app.web.reading import Line, read_with, tell_with

from .rules import NAMES, RULES, SAID

LABELS = {
    "missing": ("缺号", "Missing"), "doubled": ("重号", "Doubled"), "short": ("少", "Fewer by"),
    "debit": ("借方", "Debit"), "credit": ("贷方", "Credit"), "lines": ("分录", "Lines"),
    "head_debit": ("凭证头借方", "Debit of the head"), "head_credit": ("凭证头贷方", "Credit of the head"),
    "amount": ("金额", "Amount"), "number": ("数量", "Number"), "period": ("期间", "Period"),
    "date": ("日期", "Date"), "made_at": ("制单时间", "Made"), "posted_at": ("记账时间", "Posted"),
    "paid_at": ("支付时间", "Paid"), "days": ("天数", "Days"), "share": ("占比（%）", "Share (%)"),
    "hits": ("整数笔数", "Round ones"), "before": ("此前", "Before"), "z": ("z 值", "z"),
    "from": ("起", "From"), "to": ("止", "To"), "limit": ("限额", "Limit"), "total": ("合计", "Total"),
    "counts": ("各首位数字笔数", "First digits"), "expected": ("期望笔数", "Expected"),
    "chi_square": ("χ²", "χ²"), "mad": ("MAD", "MAD"), "channel": ("渠道", "Channel"),
    "differences": ("差异（应为 → 实为）", "Differences (should be → is)"), "taken": ("减免", "Reduced"),
    "approved": ("已批准", "Approved"), "state": ("状态", "State"), "price": ("协议单价", "Agreed price"),
    "discount": ("折扣", "Discount"), "kind": ("类型", "Kind"), "made_by": ("制单人", "Made by"),
    "last_bill": ("最近账单期", "Last billed for"), "last_payment": ("最近付款", "Last payment"),
    "places": ("断裂处", "Broken at"), "oldest": ("最早到期", "Oldest due"), "lowest": ("最低余额", "Lowest"),
    "payee": ("收款方", "Payee"), "login": ("账号", "Account"), "roles": ("角色", "Roles"),
    "poster": ("记账人", "Posted by"), "person": ("办理人", "Person"), "steps": ("步骤", "Steps"),
    "maker": ("制单", "Maker"), "checker": ("审核", "Checker"), "cashier": ("出纳", "Cashier"),
}  # fmt: skip
"""Names in evidence, in both languages."""
PEOPLE = ("poster", "person", "made_by", "maker", "checker", "cashier")
"""Accounts, by their number."""
HIDDEN = ("records", "facts", "calc")
"""Shown by themselves, or for programs only."""


def evidence(value: Any, language: str) -> list[Line]:
    """The figures, then the records with links."""
    if not isinstance(value, Mapping):
        return [Line(str(value))]
    records = value.get("records") or ()
    return [*_figures(value, language), *(_record(one, language) for one in records)]


def _figures(value: Mapping[str, Any], language: str) -> Iterator[Line]:
    place = 0 if language == "zh" else 1
    colon = "：" if language == "zh" else ": "
    for name, one in value.items():
        if name in HIDDEN or one in (None, "", [], {}):
            continue
        if name == "before" and isinstance(one, int):
            told = ("此前的发现", "Finding before")[place]
            yield Line(f"{told} #{one}", screens.show_url("AuditFinding", one))
            continue
        label = LABELS.get(name, (name, name))[place]
        mark = "#" if name in PEOPLE else ""
        yield Line(f"{label}{colon}{mark}{_plain(one)}")


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_pair(one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(_pair, value))
    return str(value)


def _pair(value: Any) -> str:
    """Should be → is, the first step → the second, a day → its balance."""
    return " → ".join(map(str, value)) if isinstance(value, list) else str(value)


def _record(one: Mapping[str, Any], language: str) -> Line:
    known = registry.current()
    entity = known.entity(one["entity"]).entity if known.has(one["entity"]) else None
    label = f"{entity.meta.label.in_language(language)} " if entity is not None else ""
    more = " · ".join(
        str(v) for k, v in one.items() if k not in ("entity", "id", "name", "log") and v
    )
    url = screens.show_url(entity.meta.name, one["id"]) if entity is not None and one["id"] else ""
    return Line(f"{label}{one['name']}" + (f" · {more}" if more else ""), url)


def summary(value: Any, language: str) -> list[Line]:
    """A line for each check, with the list of its findings."""
    place = 0 if language == "zh" else 1
    return [
        Line(
            f"{code} {(rule.zh, rule.en)[place]}{_counted(value[code], place)}",
            f"/audit_finding/list/?rule={code}" if value[code]["found"] else "",
        )
        for code, rule in RULES.items()
        if isinstance(value, Mapping) and code in value
    ]


def _counted(one: Mapping[str, Any], place: int) -> str:
    if one.get("note"):
        return f"：{one['note']['zh']}" if place == 0 else f": {one['note']['en']}"
    new, again, settled = one["new"], one["again"], len(one["settled"])
    if place == 0:
        return f"：新发现 {new}，仍存在 {again}，此前已了结 {settled}"
    return f": {new} new, {again} met again, {settled} settled before"


def sample(value: Any, language: str) -> list[Line]:
    """What was drawn, each with its voucher."""
    drawn: Sequence[Mapping[str, Any]] = (
        value.get("lines") or () if isinstance(value, Mapping) else ()
    )
    return [
        Line(
            f"{one['voucher_no']} · {one['date']} · {one['account']} · {one['amount']}",
            screens.show_url("Voucher", one["voucher"]),
        )
        for one in drawn
    ]


def subject(key: str, language: str) -> str:
    """What kind of record it is, as people call it."""
    known = registry.current()
    if not known.has(key):
        return {"user": ("账号", "Account")}.get(key, (key, key))[0 if language == "zh" else 1]
    return str(known.entity(key).entity.meta.label.in_language(language))


read_with("AuditFinding.subject", subject)
read_with("AuditFinding.explanation", SAID.read)
read_with("AuditFinding.rule_name", NAMES.read)
tell_with("AuditFinding.evidence", evidence)
tell_with("AuditRun.summary", summary)
tell_with("AuditRun.sample", sample)
