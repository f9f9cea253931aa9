"""Defaults that are asked for each record anew: what is random, and the time of day."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any, cast

import pytest

from app.runtime import clock
from app.runtime.expression import Expression
from app.runtime.expression.python import compile_tree
from app.runtime.field import Field, label
from app.runtime.writing import computed
from app.runtime.writing.write import Write


def default(kind: str, function: str) -> Any:
    """What a new record has in a field of this type with `default: function()`."""
    tree = ["call", function]
    given = Expression(f"{function}()", tree, compile_tree(tree))
    field = Field(kind, label(zh="甲", en="A"), default=given)
    found: dict[str, Any] = {}
    write = SimpleNamespace(
        fields={"a": field}, given={}, record={}, has_error=lambda _: False, assign=found.__setitem__,
        ctx=SimpleNamespace(actor=None), entry=SimpleNamespace(hooks=SimpleNamespace(has=lambda _: False)),
    )  # fmt: skip
    computed.defaults(cast("Write", write))
    return found["a"]


def test_each_record_has_an_identifier_that_no_other_has() -> None:
    first, second = default("string", "uuid"), default("string", "uuid")
    assert len(first) == len(second) == 36
    assert first != second


def test_now_in_a_field_of_a_time_is_the_time_of_day_where_the_application_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    late = dt.datetime(2026, 3, 14, 18, 30, 15, 999, tzinfo=dt.UTC)
    tree = ["lit", "datetime", late.isoformat()]
    run = compile_tree(tree)
    monkeypatch.setattr("tests.runtime.test_defaults.compile_tree", lambda _: run)
    assert default("time", "now") == dt.time(2, 30, 15)
    assert clock.local(late).date() == dt.date(2026, 3, 15)
