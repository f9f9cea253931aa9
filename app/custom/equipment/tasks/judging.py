"""Is what was found good? Pure: a kind of item, its limits and what somebody typed (2.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from app.runtime.errors import RuleViolation

GOOD, BAD, NONE = "ok", "not", "na"
_GOOD = {"ok", "yes", "true", "1", "正常", "合格", "是", "好", "pass", "passed", "normal"}
_BAD = {
    "not",
    "no",
    "false",
    "0",
    "异常",
    "不合格",
    "否",
    "坏",
    "fail",
    "failed",
    "abnormal",
    "not ok",
}
_NONE = {"na", "n/a", "不适用", "not applicable"}
_BETWEEN = re.compile(r"\s*[,，、;；]\s*")


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked. `choices`: the first is the normal one; `low`, `high`: in the item's own unit, both included.

    What is not `required` may be answered with "not applicable".
    """

    kind: str
    low: Decimal | None = None
    high: Decimal | None = None
    choices: str | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The value as it is stored, and whether it is good; None: it does not apply."""

    value: str | None
    passed: bool | None


def judge(demand: Demand, value: str | None, *, has_photo: bool) -> Verdict | None:
    """None: nothing was answered yet. Raises RuleViolation on `value` for what cannot be an answer."""
    given = (value or "").strip()
    if given.lower() in _NONE and given not in options(demand.choices):
        return _none(demand)
    if demand.kind == "photo":
        # The picture is the answer; words beside it may still say that it shows something bad.
        if not has_photo:
            return None
        return Verdict(given or None, given.lower() not in _BAD)
    if not given:
        return None
    if demand.kind == "num":
        return _number(demand, given)
    if demand.kind == "choice":
        return _choice(demand, given)
    folded = given.lower()
    if folded in _GOOD:
        return Verdict(GOOD, True)
    if folded in _BAD:
        return Verdict(BAD, False)
    raise RuleViolation("请填写“正常”或“异常” / Answer ok or not.", field="value")


def _none(demand: Demand) -> Verdict:
    if demand.required:
        raise RuleViolation(
            "必检项不能选“不适用”：没有此项时请联系工程经理 / "
            "This item is required and always applies; ask the engineering manager if it is not there.",
            field="value",
        )
    return Verdict(NONE, None)


def _number(demand: Demand, given: str) -> Verdict:
    try:
        number = Decimal(given.replace("，", ".").replace("－", "-"))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= 10**12:
        raise RuleViolation("请填写数字 / Write a number.", field="value")
    low_enough = demand.high is None or number <= demand.high
    high_enough = demand.low is None or number >= demand.low
    return Verdict(given, low_enough and high_enough)


def _choice(demand: Demand, given: str) -> Verdict:
    choices = options(demand.choices)
    found = next((one for one in choices if one.lower() == given.lower()), None)
    if found is None:
        raise RuleViolation(
            f"请从中选择：{'、'.join(choices)} / Choose one of: {', '.join(choices)}.",
            field="value",
        )
    return Verdict(found, found == choices[0])


def options(choices: str | None) -> list[str]:
    """`正常，偏大,异响` → its parts; the first is the normal one."""
    return [one for one in _BETWEEN.split((choices or "").strip()) if one]


def worst(severities: list[str]) -> str:
    """Of what failed: s1 is worse than s4."""
    return min(severities)
