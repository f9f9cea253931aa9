"""What the system says of a process, kept in both languages and read in one's own."""

from __future__ import annotations

from decimal import Decimal

from app.custom.crm import bilingual_lines
from app.runtime.field import Label
from app.runtime.reports.words import rounded

from .flows import FLOWS, Flow
from .rules import Red

SUGGESTIONS: dict[str, tuple[str, str]] = {
    "bottleneck": (
        "“{stage_zh}”环节九成案例需 {spent} 小时，目标 {target} 小时：高峰时段增加人手，或放宽自动派单的条件",
        "Nine of ten cases leave “{stage_en}” within {spent} h only, the target is {target} h: more people in peak hours, or let more be assigned by itself",
    ),
    "sla": (
        "{value}% 的案例超出时限（界限 {limit}%）：先看最慢的案例，再看目标是否合适、预警是否有人处理",
        "{value}% of the cases broke their time limit (limit {limit}%): look at the slowest first, then whether warnings reach somebody who acts",
    ),
    "rework": (
        "{value}% 的案例返工（界限 {limit}%）：完善完工检查表，并安排培训",
        "{value}% of the cases were worked on again (limit {limit}%): a better checklist at the end, and training",
    ),
    "fitness": (
        "只有 {value}% 的案例全程按已发布的流程走（界限 {limit}%）：查明补录和越级的原因，必要时修订流程",
        "Only {value}% of the cases went all the way as published (limit {limit}%): find out why records were brought in or steps skipped, and revise the process where it is wrong",
    ),
    "first_time": (
        "一次完成率只有 {value}%（界限 {limit}%）：分析重做的案例，按原因补充检查项和技能",
        "Only {value}% were right the first time (limit {limit}%): look at those that came back, add checks and skills by their causes",
    ),
    "waiting_part": (
        "{value}% 的时间在等备件（界限 {limit}%）：提高常用备件的最低库存",
        "{value}% of the time goes by waiting for parts (limit {limit}%): raise the minimum stock of common parts",
    ),
}
NAMES: dict[str, str] = {
    "bottleneck": "{flow_zh}：缩短“{stage_zh}”环节",
    "sla": "{flow_zh}：减少超时",
    "rework": "{flow_zh}：减少返工",
    "fitness": "{flow_zh}：按流程办理",
    "first_time": "{flow_zh}：提高一次完成率",
    "waiting_part": "{flow_zh}：减少等备件",
}
ITEMS: dict[str, str] = {
    "bottleneck": "“{stage_zh}”环节 P90（小时）",
    "sla": "超时率（%）",
    "rework": "返工率（%）",
    "fitness": "符合度（%）",
    "first_time": "一次完成率（%）",
    "waiting_part": "等备件时间占比（%）",
}
"""What a measure is judged by where nobody measures it by itself."""
REASON = ("流程评估 {period}：{said_zh}", "Process evaluation {period}: {said_en}")
SAID = bilingual_lines.Lines([*SUGGESTIONS.values(), REASON])


def label_of(flow: str) -> Label:
    return FLOWS[flow].entity.meta.label


def stage_label(flow: Flow, state: str) -> str:
    """`已派单 / Assigned`; the code of a state that the definition no longer has."""
    found = flow.state(state)
    return both(found.label) if found is not None else state


def both(label: Label) -> str:
    return f"{label.in_language('zh')} / {label.in_language('en')}"


def half(text: str, language: str) -> str:
    """The reader's half of a name that the system keeps in two languages."""
    zh, mark, en = text.partition(" / ")
    return (zh if language == "zh" else en) if mark else text


def suggestion(flow: str, one: Red) -> str:
    return bilingual_lines.stored(*SUGGESTIONS[one.item], **_params(flow, one))


def name(flow: str, one: Red) -> str:
    """Of a measure: in Chinese, as people write theirs."""
    return NAMES[one.item].format(**_params(flow, one))[:120]


def action(flow: str, one: Red) -> str:
    return SUGGESTIONS[one.item][0].format(**_params(flow, one))


def metric(flow: str, one: Red) -> str:
    return ITEMS[one.item].format(**_params(flow, one))[:100]


def reason(flow: str, period: str, one: Red) -> str:
    said = suggestion(flow, one)
    return bilingual_lines.stored(
        *REASON, period=period, said_zh=half(said, "zh"), said_en=half(said, "en")
    )


def _params(flow: str, one: Red) -> dict[str, str]:
    label = label_of(flow)
    params = {
        "flow_zh": label.in_language("zh"),
        "flow_en": label.in_language("en"),
        "value": f"{rounded(one.value, 1)}",
        "limit": f"{rounded(one.limit, 0)}",
    }
    if one.stage is not None:
        named = stage_label(FLOWS[flow], one.stage.state)
        params |= {
            "stage_zh": half(named, "zh"),
            "stage_en": half(named, "en"),
            "spent": f"{hours(one.stage.p90)}",
            "target": f"{hours(one.stage.target or 0)}",
        }
    return params


def hours(seconds: int) -> Decimal:
    """To two digits, half up."""
    return rounded(Decimal(seconds) / 3600, 2)
