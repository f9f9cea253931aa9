"""How a refund at a move-out was reckoned, in words: `refund.calc` → lines in Chinese or English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from app.custom.finance.fees.formulas.amounts import refund
from app.web.reading import Line


def arithmetic(calc: Any, language: str) -> Sequence[Line]:
    """The lines of `Refund.calc`: for each fee item what was used of each bill, and what is left to go back."""
    if not calc:
        return []
    return [Line(text) for text in _lines(calc, language == "zh")]


def _lines(calc: Mapping[str, Any], zh: bool) -> Iterator[str]:
    yield f"住到 {calc['on']}（含当日）" if zh else f"Last day: {calc['on']}"
    back = [item["back"] for item in calc.get("items", ())]
    for item in calc.get("items", ()):
        yield from _of_item(item, zh)
    if len(back) > 1:
        total = sum(map(Decimal, back), Decimal(0))
        sums = " + ".join(back)
        yield f"合计 {sums} = {total} 元" if zh else f"Together {sums} = {total} CNY"


def _of_item(item: Mapping[str, Any], zh: bool) -> Iterator[str]:
    for bill in item.get("bills", ()):
        yield (
            f"账单 {bill['bill']}：{bill['amount']} 元，其中已住 {bill['used']} 元" if zh
            else f"Bill {bill['bill']}: {bill['amount']} CNY, of which {bill['used']} were used"
        )  # fmt: skip
    billed, paid, used, before = (item[name] for name in ("billed", "paid", "used", "before"))
    unused = Decimal(billed) - Decimal(used)
    less = f" − {'此前已退' if zh else 'gone back before'} {before}" if Decimal(before) else ""
    rest = f"{less} = {item['back']}"
    capped = _is_capped(item)
    limit = (
        ("（以余下账单实收为限）" if zh else " (at most what was paid for the bills left)")
        if capped
        else ""
    )
    if capped:
        rest = f"{less} → {item['back']}"
    if paid == billed:
        yield (
            f"退 {billed} − {used}{rest} 元{limit}"
            if zh
            else f"Back: {billed} − {used}{rest} CNY{limit}"
        )
    elif item["policy"] == "lose":
        yield (
            f"优惠取消，已住部分按原价：实收 {paid} − {used}{rest} 元{limit}" if zh
            else f"The discount is lost, what was used is at list price: paid {paid} − {used}{rest} CNY{limit}"
        )  # fmt: skip
    else:
        yield (
            f"优惠按比例保留：实收 {paid} × 未住 {unused} ÷ 应收 {billed}{rest} 元{limit}" if zh
            else f"The discount stays in proportion: paid {paid} × unused {unused} ÷ billed {billed}{rest} CNY{limit}"
        )  # fmt: skip


def _is_capped(item: Mapping[str, Any]) -> bool:
    """Less goes back than the arithmetic says: only what was paid for the bills that are left does."""
    billed, paid, used, before = (
        Decimal(item[name]) for name in ("billed", "paid", "used", "before")
    )
    return Decimal(item["back"]) < refund(billed, paid, used, item["policy"]) - before
