"""Cells as people write them; and whatever an export wrote is read back as the same value."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.runtime import field_types
from app.runtime.field import EnumType, EnumValue, Field, label
from app.runtime.imports import cells, sheets
from app.runtime.transfer.export import cell as exported
from app.runtime.values import Unfit, ValueProblem, is_empty

LEVEL = EnumType(
    "Level",
    [
        EnumValue("high", label(zh="高", en="High")),
        EnumValue("low", label(zh="低（一般）", en="Low")),
        EnumValue("n_a", label(zh="不适用", en="N/A")),
    ],
)


def a(kind: str, **more: Any) -> Field:
    return Field(kind, label(zh="x", en="x"), "x", **more)


def read(field: Field, cell: Any) -> Any:
    """The value that a cell comes to, or the code of what is wrong with it."""
    try:
        return field_types.parse(field, cells.value(field, cell))
    except ValueProblem as problem:
        return problem.code


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("date", "2026/1/2", dt.date(2026, 1, 2)),
        ("date", "2026-01-02", dt.date(2026, 1, 2)),
        ("date", "2026.1.2", dt.date(2026, 1, 2)),
        ("date", "2026年1月2日", dt.date(2026, 1, 2)),
        ("date", "２０２６年１月２日", dt.date(2026, 1, 2)),
        ("date", "20260102", dt.date(2026, 1, 2)),
        ("date", 20260102, dt.date(2026, 1, 2)),
        ("date", 46024, dt.date(2026, 1, 2)),
        ("date", {"t": "2026-01-02T00:00:00"}, dt.date(2026, 1, 2)),
        ("date", "2026-01-02 00:00:00", dt.date(2026, 1, 2)),
        ("date", "2026年13月2日", "type"),
        ("date", "1/2/2026", "type"),
        ("date", "明天", "type"),
        ("datetime", "2026年1月2日 下午3:05", dt.datetime(2026, 1, 2, 7, 5, tzinfo=dt.UTC)),
        ("datetime", "2026/1/2 15:05:30", dt.datetime(2026, 1, 2, 7, 5, 30, tzinfo=dt.UTC)),
        ("datetime", 46024.5, dt.datetime(2026, 1, 2, 4, 0, tzinfo=dt.UTC)),
        ("time", "9:30", dt.time(9, 30)),
        ("time", "下午3点05分", dt.time(15, 5)),
        ("time", 0.5, dt.time(12, 0)),
        ("time", {"h": "09:30:00"}, dt.time(9, 30)),
        ("time", "25:00", "type"),
        ("money", "1,234.50", Decimal("1234.50")),
        ("money", "¥1,234.50元", Decimal("1234.50")),
        ("money", "￥１，２３４．５", Decimal("1234.50")),
        ("money", "(12.5)", Decimal("-12.50")),
        ("money", "－12", Decimal("-12.00")),
        ("money", 0.1, Decimal("0.10")),
        ("money", "1.2万", "type"),
        ("money", "1,5", "type"),
        ("percent", "12.5%", Decimal("12.50")),
        ("percent", {"p": "12.5"}, Decimal("12.50")),
        ("percent", 12.5, Decimal("12.50")),
        ("int", "1,234", 1234),
        ("int", 3.0, 3),
        ("int", "3.0", 3),
        ("int", "三", "type"),
        ("int", 3.5, "type"),
        ("duration", "1:30", 90),
        ("duration", {"h": "01:30:00"}, 90),
        ("duration", {"m": 90.0}, 90),
        ("bool", "√", True),
        ("bool", "否", False),
        ("bool", True, True),
        ("bool", "也许", "type"),
        ("string", 138, "138"),
        ("string", "0071", "0071"),
        ("string", "'=1+1", "=1+1"),
        ("string", 110101199003074477, "digits"),
        ("string", 1.10101199003074e17, "digits"),
        ("string", {"e": "#N/A"}, "formula"),
        ("phone", "１３９ １２３４ ０００１", "13912340001"),
        ("phone", 13912340001, "13912340001"),
        ("color", "1a2b3c", "#1a2b3c"),
    ],
)
def test_what_people_write_is_understood_or_told(kind: str, cell: Any, value: Any) -> None:
    assert read(a(kind), cell) == value


@pytest.mark.parametrize("cell", ["高", "high", "HIGH", "High", " 高 "])
def test_a_choice_is_named_by_label_or_value(cell: str) -> None:
    assert read(a("enum", enum=LEVEL), cell) == "high"


def test_choices_are_parted_by_whatever_people_use() -> None:
    for text in ("高、低（一般）", "high;Low", "高，低（一般）", "High\nLow"):
        assert read(a("enums", enum=LEVEL), text) == ["high", "low"]
    assert read(a("enum", enum=LEVEL), "中") == "choice"


def test_an_empty_cell_says_nothing() -> None:
    assert cells.value(a("date"), "  ") is None
    assert cells.value(a("bool"), None) is None


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=30)
WHEN = st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2100, 1, 1)).map(
    lambda one: one.replace(second=0, microsecond=0, tzinfo=dt.UTC)
)
VALUES = st.one_of(
    st.tuples(st.just(a("string")), TEXTS),
    st.tuples(st.just(a("text")), TEXTS),
    st.tuples(st.just(a("int")), st.integers(-(2**31), 2**31 - 1)),
    st.tuples(st.just(a("int", min=-(10**14), max=10**14)), st.integers(-(10**14), 10**14)),
    st.tuples(st.just(a("money")), st.decimals(-(10**9), 10**9, places=2)),
    st.tuples(st.just(a("decimal", scale=3)), st.decimals(-(10**9), 10**9, places=3)),
    st.tuples(st.just(a("percent")), st.decimals(0, 100, places=2)),
    st.tuples(st.just(a("bool")), st.booleans()),
    st.tuples(st.just(a("date")), st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1))),
    st.tuples(st.just(a("datetime")), WHEN),
    st.tuples(st.just(a("time")), st.times().map(lambda t: t.replace(second=0, microsecond=0))),
    st.tuples(st.just(a("duration")), st.integers(0, 99_999)),
    st.tuples(st.just(a("enum", enum=LEVEL)), st.sampled_from(LEVEL.names)),
    st.tuples(
        st.just(a("enums", enum=LEVEL)),
        st.lists(st.sampled_from(LEVEL.names), unique=True).map(
            lambda some: [name for name in LEVEL.names if name in some]
        ),
    ),
    st.tuples(st.just(a("rating")), st.integers(1, 5)),
    st.tuples(st.just(a("phone")), st.from_regex(r"\+?[0-9]{5,20}", fullmatch=True)),
    st.tuples(st.just(a("color")), st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)),
)


@given(VALUES, st.sampled_from(["zh", "en"]))
def test_what_an_export_writes_is_read_back_as_the_same_value(
    pair: tuple[Field, Any], language: str
) -> None:
    field, value = pair
    if isinstance(value, str):
        value = value.strip()
        # An apostrophe before what looks like a formula is what the export puts there itself.
        value = value.removeprefix("'") if value[1:2] in tuple(cells.FORMULA) else value
    written = exported(field, value, language)
    assert is_empty(value) or read(field, written) == value


@given(st.lists(VALUES, min_size=1, max_size=8))
def test_what_a_workbook_holds_is_read_back_as_the_same_values(
    pairs: list[tuple[Field, Any]],
) -> None:
    made = openpyxl.Workbook()
    for column, (field, value) in enumerate(pairs, start=1):
        typed = isinstance(value, int | Decimal | dt.date) and not isinstance(value, dt.datetime)
        cell = made.active.cell(2, column)
        cell.value = value if typed else exported(field, value, "zh")
        if isinstance(cell.value, str):
            cell.data_type = "s"
    made.active["A1"] = "head"
    out = io.BytesIO()
    made.save(out)
    rows = [row for line, row in sheets.rows(out.getvalue(), "a.xlsx", "Sheet") if line == 2]
    found = rows[0] if rows else []
    for place, (field, value) in enumerate(pairs):
        kept = found[place] if place < len(found) else None
        text = value.strip() if isinstance(value, str) else value
        if is_empty(text) or (isinstance(text, str) and text[1:2] in cells.FORMULA):
            continue
        assert read(field, kept) == text, (field.type, value, kept)


def test_a_cell_that_cannot_be_read_is_told_by_the_write_path_in_its_turn() -> None:
    assert isinstance(cells.value(a("date"), "morgen"), Unfit)
