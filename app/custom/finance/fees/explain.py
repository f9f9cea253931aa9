"""How a bill was reckoned, in words: `bill.calc` → lines in Chinese or English, for the resident as for the auditor. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

PRORATION = {
    "actual": ("当月实际天数", "days of the month"),
    "d30": ("每月 30 天", "30 days a month"),
    "none": ("不足月按整月", "months that begin count whole"),
    "half": ("15 日前整月、之后半月", "whole up to the 15th, half after it"),
}
ROUNDING = {"fen": ("分", "0.01"), "jiao": ("角", "0.1"), "yuan": ("元", "1")}


def lines(calc: Mapping[str, Any] | None, language: str) -> list[str]:
    """Each step of the arithmetic; empty without one. Amounts in yuan."""
    if not calc:
        return []
    zh = language == "zh"
    steps = [
        *_STEPS.get(calc.get("formula", ""), _nothing)(calc, zh),
        *_factors(calc, zh),
        *_result(calc, zh),
    ]
    return [step for step in steps if step]


def _nothing(calc: Mapping[str, Any], zh: bool) -> Iterator[str]:
    yield from ()


def _by_months(calc: Mapping[str, Any], zh: bool) -> Iterator[str]:
    area = calc["formula"] == "area"
    for part in calc["parts"]:
        days = f"{part['from']} – {part['to']}"
        months = "" if part["months"] == "1" else f" × {part['months']}"
        unit = ("个月" if zh else " months") if months else ""
        if area:
            what = (
                f"{calc['quantity']} ㎡ × {part['price']}"
                if zh
                else f"{calc['quantity']} m² × {part['price']}"
            )
        else:
            what = part["price"]
        yield f"{days}：{what} 元{months}{unit}" if zh else f"{days}: {what} CNY{months}{unit}"
    if any("/" in part["months"] for part in calc["parts"]):
        how = PRORATION[calc["proration"]]
        yield f"不足整月按{how[0]}折算" if zh else f"Part of a month: {how[1]}"
    if calc.get("agreed"):
        yield "按协议单价" if zh else "At the agreed price"


def _by_meter(calc: Mapping[str, Any], zh: bool) -> Iterator[str]:
    for read in calc["readings"]:
        times = "" if read["multiplier"] == "1" else f" × {read['multiplier']}"
        name = (
            f"表 {read['meter']}（{read['on']}）" if zh else f"Meter {read['meter']} ({read['on']})"
        )
        yield f"{name}{'：' if zh else ': '}({read['curr']} − {read['prev']}){times} = {read['usage']}"
    if "price" in calc:
        yield (
            f"{calc['quantity']} × {calc['price']} 元"
            if zh
            else f"{calc['quantity']} × {calc['price']} CNY"
        )
        return
    over = {"year": ("本年此前用量", "Used before this year"), "month": ("本月", "This month")}
    yield f"{over[calc['basis']][0 if zh else 1]} {calc['before']}"
    for step in calc["tiers"]:
        yield (
            f"{step['quantity']} × {step['price']} 元"
            if zh
            else f"{step['quantity']} × {step['price']} CNY"
        )


def _by_share(calc: Mapping[str, Any], zh: bool) -> Iterator[str]:
    for cost in calc["costs"]:
        if zh:
            where = "全项目" if cost["whole_project"] else "本楼"
            yield f"{where}公摊 {cost['cost']} 元，按面积（本户 {calc['quantity']} ㎡）由 {cost['units']} 户分摊：{cost['part']} 元"
        else:
            where = "project" if cost["whole_project"] else "building"
            yield (
                f"Cost of the {where}: {cost['cost']} CNY, by area (yours: {calc['quantity']} m²) over "
                f"{cost['units']} units: {cost['part']} CNY"
            )
    if "days" in calc:
        yield (
            f"{calc['of_days']} 天中的 {calc['days']} 天"
            if zh
            else f"{calc['days']} of {calc['of_days']} days"
        )


def _by_quote(calc: Mapping[str, Any], zh: bool) -> Iterator[str]:
    yield (
        f"工单 {calc['order']} 已同意的报价 {calc['quote']} 元" if zh
        else f"The quote that was accepted for order {calc['order']}: {calc['quote']} CNY"
    )  # fmt: skip


_STEPS = {
    "area": _by_months, "fixed": _by_months, "manual": _by_months, "meter": _by_meter,
    "tier": _by_meter, "share": _by_share, "quote": _by_quote,
}  # fmt: skip


def _factors(calc: Mapping[str, Any], zh: bool) -> Iterator[str]:
    if "coefficient" in calc:
        yield (
            f"× 收费系数 {calc['coefficient']}"
            if zh
            else f"× fee coefficient {calc['coefficient']}"
        )
    if "vacancy" in calc:
        yield f"× 空置系数 {calc['vacancy']}%" if zh else f"× vacancy factor {calc['vacancy']} %"
    if "discount" in calc:
        yield f"− 折扣 {calc['discount']}%" if zh else f"− discount {calc['discount']} %"


def _result(calc: Mapping[str, Any], zh: bool) -> Iterator[str]:
    amount = calc["amount"]
    if "remainder" in calc:
        rest = calc["remainder"]
        yield (
            f"整期 {rest['whole']} 元 − 其他缴费人 {rest['others']} 元 = {amount} 元" if zh
            else f"The whole period {rest['whole']} − other payers {rest['others']} = {amount} CNY"
        )  # fmt: skip
    elif "exact" in calc and calc["exact"] != amount:
        to = ROUNDING[calc.get("rounding", "fen")]
        yield (
            f"= {calc['exact']}，四舍五入到{to[0]}：{amount} 元" if zh
            else f"= {calc['exact']}, rounded to {to[1]}: {amount} CNY"
        )  # fmt: skip
    else:
        yield f"= {amount} 元" if zh else f"= {amount} CNY"
    if "tax" in calc:
        tax = calc["tax"]
        yield (
            f"其中税率 {tax['rate']}%：不含税 {tax['net']} 元，税额 {tax['vat']} 元" if zh
            else f"VAT {tax['rate']} % inside: net {tax['net']}, VAT {tax['vat']} CNY"
        )  # fmt: skip
