"""What is kept as JSON is told in words: nobody who keeps the books reads braces."""

from __future__ import annotations

from app.custom.finance.books import told
from app.custom.finance.fees.told import arithmetic
from app.web import reading
from tests.support.worlds import APPLICATION

MODULES = ("fin", "fee", "eqp")
FOR_PROGRAMS = {"EquipmentAlarm.reading": "what the device itself sent, as it was sent"}
CALC = {
    "formula": "area", "quantity": "115.2", "proration": "actual", "rounding": "fen",
    "parts": [{"from": "2026-07-01", "to": "2026-09-30", "price": "2.8", "months": "3"}],
    "exact": "967.68", "amount": "967.68", "tax": {"rate": "6", "net": "912.91", "vat": "54.77"},
}  # fmt: skip


def texts(lines: list[reading.Line]) -> list[str]:
    return [line.text for line in lines]


def test_a_bill_says_how_it_was_reckoned() -> None:
    assert texts(arithmetic(CALC, "zh")) == [
        "2026-07-01 – 2026-09-30：115.2 ㎡ × 2.8 元 × 3个月",
        "= 967.68 元",
        "其中税率 6%：不含税 912.91 元，税额 54.77 元",
    ]
    assert arithmetic(None, "en") == []


def test_a_check_says_what_holds_and_the_figures_of_what_does_not() -> None:
    found = [
        {"zh": "全部记账", "en": "All posted", "ok": True, "detail": "0"},
        {"zh": "平衡", "en": "Balances", "ok": False, "detail": "7198077.30 / 1.00"},
    ]
    assert texts(told.checks(found, "zh")) == ["✓ 全部记账", "✗ 平衡（7,198,077.30 / 1.00）"]
    assert texts(told.checks(found, "en")) == ["✓ All posted", "✗ Balances (7,198,077.30 / 1.00)"]
    both = [{"zh": "相等", "en": "Equal", "ok": True, "left": "1234.50", "right": "1234.50"}]
    assert texts(told.tie_outs(both, "en")) == ["✓ Equal (1,234.50 / 1,234.50)"]


def test_every_json_field_that_is_shown_in_finance_and_equipment_is_told_in_words() -> None:
    APPLICATION.activate()
    import app.custom.equipment.texts
    import app.custom.finance.audits.texts
    import app.custom.finance.texts  # noqa: F401 - they declare how it is told

    untold = [
        f"{entity.__name__}.{field.name}"
        for entity in (entry.entity for entry in APPLICATION.registry.entities())
        if entity.meta.module in MODULES
        for field in entity.fields().values()
        if field.type == "json"
    ]
    untold = [name for name in untold if name not in reading._tellers | reading._readers]
    assert set(untold) == set(FOR_PROGRAMS)
