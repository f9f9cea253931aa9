"""A body that two readers could understand differently is refused, and the refusal names the place."""

from __future__ import annotations

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rest.protocol import strict_json
from app.rest.protocol.parameters import of_item, of_list
from app.runtime.errors import AppError


def refused(body: bytes) -> tuple[str, str]:
    with pytest.raises(AppError) as caught:
        strict_json.read_object(body)
    assert caught.value.status == 400
    assert all(error.message.texts.keys() == {"zh", "en"} for error in caught.value.errors)
    error = caught.value.errors[0]
    return error.field, error.code


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        (b"", "body", "malformed_json"),
        (b"[]", "body", "malformed_json"),
        (b'"text"', "body", "malformed_json"),
        (b"{", "body", "malformed_json"),
        (b"{'a': 1}", "body", "malformed_json"),
        (b'{"a": 1} {}', "body", "malformed_json"),
        (b'\xef\xbb\xbf{"a": 1}', "body", "malformed_json"),
        (b'{"a": "\xff"}', "body", "not_utf8"),
        (b'{"name": 1, "name": 2}', "name", "duplicate_key"),
        (b'{"lines": [{"count": 1, "count": 2}]}', "count", "duplicate_key"),
        (b'{"a": NaN}', "body", "not_a_number"),
        (b'{"a": -Infinity}', "body", "not_a_number"),
        (b'{"a": 1e999999999}', "body", "number_too_long"),
        (b'{"a": 1e-999999999}', "body", "number_too_long"),
        (b'{"a": ' + b"9" * 5000 + b"}", "body", "number_too_long"),
        (b'{"a": ' + b"[" * 200_000, "body", "too_deep"),
        (b'{"a": "' + b"[" * 200, "body", "malformed_json"),
        (b'{"a":' * 40 + b"1" + b"}" * 40, "body", "too_deep"),
        (b'{"lines": [{"name": "a\\u0000b"}]}', "lines.0.name", "bad_character"),
        (b'{"name": "\\ud800"}', "name", "bad_character"),
        (b'{"na\\u0000me": 1}', "na\\0000me", "bad_character"),
    ],
)
def test_a_doubtful_body_is_refused_and_the_place_is_named(
    body: bytes, field: str, code: str
) -> None:
    assert refused(body) == (field.replace("\\0000", "\\u0000"), code)


def test_a_large_body_that_is_made_to_cost_is_answered_all_the_same() -> None:
    """Each of these would take from minutes to days if its cost grew with the square of its size."""
    many = range(1_000_000)
    assert refused(b'{"a":"' + b'\\"' * 5_000_000) == ("body", "malformed_json")
    pairs = ",".join(f'"{number}":1' for number in many)
    assert refused(f'{{{pairs},"999999":1}}'.encode()) == ("999999", "duplicate_key")
    name, numbers = "k" * 5_000_000, ",".join("1" for _ in many)
    assert len(strict_json.read_object(f'{{"{name}":[{numbers}]}}'.encode())[name]) == len(many)


def test_a_fraction_stays_exact() -> None:
    assert strict_json.read_object(b'{"price": 0.1, "count": 3}') == {
        "price": Decimal("0.1"),
        "count": 3,
    }


def test_brackets_inside_text_are_not_depth() -> None:
    body = b'{"summary": "' + b"[" * 100 + b'\\"{"}'
    assert strict_json.read_object(body)["summary"].startswith("[[[")


@given(st.binary(max_size=80))
def test_no_bytes_at_all_break_the_reader(body: bytes) -> None:
    with contextlib.suppress(AppError):
        assert isinstance(strict_json.read_object(body), dict)


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=gbk"],
)
def test_a_body_that_is_not_json_in_utf8_is_unsupported(content_type: str) -> None:
    with pytest.raises(strict_json.UnsupportedMediaType):
        strict_json.require_json(content_type)


def test_json_is_accepted_with_and_without_its_charset() -> None:
    for content_type in ("application/json", "Application/JSON; charset=UTF-8"):
        strict_json.require_json(content_type)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "0"),
        ("limit", "201"),
        ("limit", "-1"),
        ("limit", "ten"),
        ("limit", "٣"),
        ("limit", "99999999999999999999"),
        ("count", "yes"),
        ("fields", "name,,price"),
        ("fields", "name,name"),
        ("expand", ""),
        ("sort", ","),
    ],
)
def test_a_bad_paging_value_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(AppError) as caught:
        of_list([(name, value)])
    assert caught.value.status == 400
    assert caught.value.errors[0].field == name


def test_a_paging_parameter_given_twice_is_refused() -> None:
    with pytest.raises(AppError) as caught:
        of_list([("limit", "10"), ("limit", "20")])
    assert caught.value.errors[0].code == "repeated"


def test_everything_else_of_a_list_is_a_filter() -> None:
    found = of_list([("state", "new"), ("limit", "7"), ("due_at__lt", "2026-12-01")])
    assert found.limit == 7
    assert found.filters == [("state", "new"), ("due_at__lt", "2026-12-01")]


def test_one_record_knows_no_filter() -> None:
    with pytest.raises(AppError) as caught:
        of_item([("state", "new")])
    assert caught.value.errors[0].field == "state"
