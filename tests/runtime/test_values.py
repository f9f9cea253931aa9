"""What people type becomes values, or a message that says what is wrong; for every type of field."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.runtime import field_types
from app.runtime.field import EnumType, EnumValue, Field, label
from app.runtime.values import ValueProblem
from generator.field_types import FIELD_TYPES as GENERATED

LEVEL = EnumType("Level", [EnumValue(n, label(zh=n, en=n.title())) for n in ("low", "high")])


def field(type: str, **options: Any) -> Field:
    return Field(type, label(zh="字段", en="Field"), "it", **options)


def parsed(type: str, raw: Any, **options: Any) -> Any:
    if type in ("enum", "enums"):
        options.setdefault("enum", LEVEL)
    return field_types.parse(field(type, **options), raw)


UTC = dt.UTC
GOOD: list[tuple[str, Any, Any]] = [
    ("string", "  a b ", "a b"),
    ("text", "a\r\nb", "a\nb"),
    ("richtext", "<p>x</p>", "<p>x</p>"),
    ("int", "42", 42),
    ("int", Decimal("3"), 3),
    ("decimal", "1,234.565", Decimal("1234.57")),
    ("decimal", "-1，234，567", Decimal("-1234567.00")),
    ("decimal", 0.1, Decimal("0.10")),
    ("money", "2.675", Decimal("2.68")),
    ("money", -2.675, Decimal("-2.68")),
    ("percent", "6", Decimal("6.00")),
    ("bool", "on", True),
    ("bool", "否", False),
    ("bool", 1, True),
    ("date", "2026-02-14", dt.date(2026, 2, 14)),
    ("datetime", "2026-02-14T09:30", dt.datetime(2026, 2, 14, 1, 30, tzinfo=UTC)),
    ("datetime", "2026-02-14T09:30:00Z", dt.datetime(2026, 2, 14, 9, 30, tzinfo=UTC)),
    ("time", "9:05", dt.time(9, 5)),
    ("duration", "1:30", 90),
    ("duration", 15, 15),
    ("enum", "low", "low"),
    ("enums", ["high", "low", "high"], ["low", "high"]),
    ("ref", {"id": 3}, 3),
    ("ref", "7", 7),
    ("refs", [2, "1", 2], [2, 1]),
    ("number", "N-1", "N-1"),
    ("email", "ann@example.com", "ann@example.com"),
    ("phone", "+86 138-0000-1111", "+8613800001111"),
    ("url", "https://example.com/a?b=1", "https://example.com/a?b=1"),
    ("id_no", "11010519491231002x", "11010519491231002X"),
    ("id_no", "E12345678", "E12345678"),
    ("bank_account", "6222 0212 3456 7890", "6222021234567890"),
    ("address", "7 High Street", "7 High Street"),
    ("region", "310101", "310101"),
    ("geo", "31.23,121.47", {"latitude": 31.23, "longitude": 121.47}),
    ("json", '{"a": [1]}', {"a": [1]}),
    ("file", 5, 5),
    ("files", [5, 6], [5, 6]),
    ("image", "5", 5),
    ("images", [5], [5]),
    ("color", "#AABBCC", "#aabbcc"),
    ("rating", 5, 5),
    ("signature", 5, 5),
    ("barcode", "6901234567892", "6901234567892"),
    ("secret", "s3cret", "s3cret"),
]

BAD: list[tuple[str, Any, str]] = [
    ("string", 5, "type"),
    ("string", "a\nb", "characters"),
    ("string", "\ud800", "characters"),
    ("text", "a\x00b", "characters"),
    ("richtext", [], "nothing"),
    ("int", 1.0, "type"),
    ("int", True, "type"),
    ("int", "1e3", "type"),
    ("int", 10**30, "max"),
    ("int", 2**31, "max"),
    ("int", -(2**31) - 1, "min"),
    ("decimal", "1,5", "type"),
    ("money", "12,34.5", "type"),
    ("money", "1_000", "type"),
    ("decimal", "NaN", "max"),
    ("decimal", "1e40", "max"),
    ("decimal", "0x1", "type"),
    ("money", "9" * 80, "max"),
    ("money", {}, "type"),
    ("percent", "six", "type"),
    ("bool", "maybe", "type"),
    ("bool", [True], "type"),
    ("date", "14/02/2026", "type"),
    ("date", "0001-01-01", "range"),
    ("datetime", "soon", "type"),
    ("datetime", 5, "type"),
    ("time", "25:00", "type"),
    ("time", 9, "type"),
    ("duration", -1, "min"),
    ("enum", "LOW", "choice"),
    ("enum", ["low"], "choice"),
    ("enums", ["low", "none"], "choice"),
    ("ref", "x", "reference"),
    ("ref", -1, "reference"),
    ("ref", True, "reference"),
    ("refs", [1, "x"], "reference"),
    ("email", "ann@", "format"),
    ("phone", "call me", "format"),
    ("url", "javascript:alert(1)", "format"),
    ("id_no", "110105194912310021", "checksum"),
    ("id_no", "12", "format"),
    ("bank_account", "12ab", "format"),
    ("region", "31010", "format"),
    ("geo", "91,0", "type"),
    ("geo", {"latitude": 1}, "type"),
    ("json", "{", "type"),
    ("json", {"a": float("nan")}, "type"),
    ("json", {"a": [2**64]}, "type"),
    ("json", -(2**63) - 1, "type"),
    ("json", '{"\\ud800": 1}', "type"),
    ("json", '["\\udfff"]', "type"),
    ("json", "[" * 300 + "]" * 300, "type"),
    ("file", "../x", "reference"),
    ("files", ["x"], "reference"),
    ("image", {}, "reference"),
    ("images", [0], "reference"),
    ("color", "red", "format"),
    ("rating", 6, "range"),
    ("signature", "data:image", "reference"),
    ("barcode", "a\tb", "characters"),
    ("secret", 5, "type"),
]


@pytest.mark.parametrize(("type", "raw", "value"), GOOD)
def test_what_is_understood(type: str, raw: Any, value: Any) -> None:
    assert parsed(type, raw) == value


@pytest.mark.parametrize(("type", "raw", "code"), [row for row in BAD if row[2] != "nothing"])
def test_what_is_refused_is_explained_in_both_languages(type: str, raw: Any, code: str) -> None:
    with pytest.raises(ValueProblem) as caught:
        parsed(type, raw)
    assert caught.value.code == code
    assert set(caught.value.message.texts) == {"zh", "en"}


def test_every_type_has_an_example_of_what_it_takes_and_what_it_refuses() -> None:
    wanted = set(field_types.FIELD_TYPES) - {"state"}
    assert {row[0] for row in GOOD} == wanted
    assert {row[0] for row in BAD} | {"number", "address"} == wanted


def test_the_two_tables_of_field_types_agree() -> None:
    running = {n: t for n, t in field_types.FIELD_TYPES.items() if n != "state"}
    assert set(running) == set(GENERATED)
    for name, row in GENERATED.items():
        twin = running[name]
        assert (twin.form, twin.operators, twin.storage) == (row.form, row.operators, row.storage)
        assert dict(twin.rest) == dict(row.rest), name


def test_a_whole_number_takes_what_its_column_holds() -> None:
    assert parsed("int", str(2**31 - 1)) == 2**31 - 1
    assert parsed("int", 2**40, max=2**40) == 2**40
    with pytest.raises(ValueProblem, match="2147483647"):
        parsed("int", 2**31, min=0)


@pytest.mark.parametrize("type", sorted(set(field_types.FIELD_TYPES) - {"state"}))
@pytest.mark.parametrize("raw", [None, "", "  ", []])
def test_nothing_is_nothing_in_every_type(type: str, raw: Any) -> None:
    assert parsed(type, raw) in (None, [])


@pytest.mark.parametrize(
    ("type", "raw", "options", "code"),
    [
        ("string", "abc", {"max": 2}, "max"),
        ("string", "a", {"min": 2}, "min"),
        ("string", "abc", {"pattern": "[0-9]+"}, "pattern"),
        ("int", 5, {"max": 4}, "max"),
        ("int", 2**41, {"max": 2**40}, "max"),
        ("int", 2**63, {"max": 2**63 - 1}, "max"),
        ("money", "-0.01", {"min": 0}, "min"),
        ("date", "2026-02-14", {"min": "2026-03-01"}, "min"),
        ("datetime", "2026-02-14 10:00", {"max": "2026-02-14 09:00"}, "max"),
        ("files", [1, 2, 3], {"max": 2}, "max"),
        ("refs", [1, 2, 3], {"max": 2}, "max"),
        ("rating", 4, {"max": 3}, "max"),
    ],
)
def test_limits_of_the_schema_hold(type: str, raw: Any, options: dict[str, Any], code: str) -> None:
    with pytest.raises(ValueProblem) as caught:
        parsed(type, raw, **options)
    assert caught.value.code == code


@pytest.mark.parametrize("type", sorted(set(field_types.FIELD_TYPES) - {"state"}))
@settings(max_examples=40, deadline=None)
@given(raw=st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
))  # fmt: skip
def test_nothing_that_can_be_sent_breaks_a_parser(type: str, raw: Any) -> None:
    """A value or a ValueProblem, never another error; and what is accepted can be shown as JSON."""
    import json

    try:
        value = parsed(type, raw)
    except ValueProblem:
        return
    json.dumps(field_types.to_json(value), allow_nan=False)
    if value is not None:
        assert isinstance(field_types.display(field(type, enum=LEVEL), value, "en"), str)
        # What was stored is accepted again.
        assert parsed(type, value) == value


@pytest.mark.parametrize("minutes", [125, Decimal(125), Decimal("124.7"), 125.2])
def test_minutes_are_shown_however_they_were_added_up(minutes: Any) -> None:
    assert field_types.display(field("duration"), minutes, "zh") == "2:05"


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (dt.datetime(2026, 1, 1, tzinfo=dt.UTC), "2026-01-01T08:00:00+08:00"),
        (dt.datetime(1899, 1, 1, tzinfo=dt.UTC), "1899-01-01T00:00:00+00:00"),
    ],
)
def test_a_moment_is_told_with_an_offset_that_every_client_reads(
    moment: dt.datetime, told: str
) -> None:
    assert field_types.to_json(moment) == told
