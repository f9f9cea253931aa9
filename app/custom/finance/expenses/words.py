"""What the budget said when an expense was submitted, as people read it."""

from __future__ import annotations

import json
from decimal import Decimal

ZH = "可用 {available} 元，申请 {asked} 元"
EN = "{available} CNY available, {asked} asked for"
OVER = {"zh": "；超出 {over} 元", "en": "; {over} too much"}
TWINS = {"zh": "疑似重复：{numbers}", "en": "Perhaps asked for already: {numbers}"}


def read(text: str, language: str) -> str:
    """The stored check in one language; what it does not know stays as it is."""
    try:
        said = json.loads(text)
    except ValueError:
        return text
    if not isinstance(said, dict):
        return text
    parts = []
    if "available" in said:
        line = ZH if language == "zh" else EN
        parts.append(line.format(available=_yuan(said["available"]), asked=_yuan(said["asked"])))
        if Decimal(said["over"]):
            parts[-1] += OVER[_known(language)].format(over=_yuan(said["over"]))
    if said.get("duplicates"):
        parts.append(TWINS[_known(language)].format(numbers=", ".join(said["duplicates"])))
    return "\n".join(parts) or text


def _known(language: str) -> str:
    return "zh" if language == "zh" else "en"


def _yuan(text: str) -> str:
    return f"{Decimal(text):,.2f}"
