"""The pretty-printer against the formatter whose output it promises."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from keyword import iskeyword
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.emit.python import Call, Name, Subscript, docstring, quoted, statement, width

RUFF = shutil.which("ruff", path=str(Path(sys.executable).parent)) or "ruff"

words = st.text(st.sampled_from("abc '\"\\中文é\n\té\u0301😀"), max_size=30)
names = st.from_regex(r"[a-z]{1,25}", fullmatch=True).filter(lambda text: not iskeyword(text))
plain = st.one_of(words, st.integers(-99, 10**9), st.booleans(), st.none(), names.map(Name))
values = st.recursive(
    plain,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(words, inner, max_size=4),
        st.builds(
            Call,
            st.sampled_from(["field", "column.type", "a_function_with_a_long_name"]),
            st.lists(inner, max_size=3).map(tuple),
            st.dictionaries(st.sampled_from(["zh", "en", "a_keyword"]), inner, max_size=3),
        ),
    ),
    max_leaves=25,
)


def formatted(source: str) -> str:
    return subprocess.run(
        [RUFF, "format", "--isolated", "--line-length", "100", "--stdin-filename", "x.py", "-"],
        input=source,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(names, values), min_size=20, max_size=40))
def test_the_layout_is_the_formatters(pairs: list[tuple[str, object]]) -> None:
    lines: list[str] = []
    for name, value in pairs:
        if not isinstance(value, Name | str | int | bool | None):
            lines += statement(value, target=f"x_{name}")
    source = "\n".join(lines) + "\n" if lines else ""
    assert formatted(source) == source


@pytest.mark.parametrize(
    "value",
    [
        Subscript("Literal", tuple(f"value_{number}" for number in range(5))),
        Subscript("Literal", tuple(f"value_{number}" for number in range(9))),
        Subscript("Literal", tuple(f"value_{number}" for number in range(40))),
        Call("relationship", ("A" * 40,), {"foreign_keys": "x" * 90}),
    ],
)
def test_long_targets_and_subscripts_are_laid_out_too(value: object) -> None:
    target = f"{'n' * 40}: Mapped[list[{'A' * 40}]]"
    source = "\n".join(statement(value, target=target)) + "\n"
    assert formatted(source) == source


@given(st.text())
def test_any_text_survives_as_a_literal(text: str) -> None:
    assert ast.literal_eval(quoted(text)) == text


@given(st.text())
def test_a_docstring_stays_one_line_and_one_string(text: str) -> None:
    line = docstring(text)
    assert "\n" not in line
    assert isinstance(ast.literal_eval(line), str)


def test_a_chinese_character_counts_two_columns() -> None:
    assert (width("abc"), width("中文"), width("é"), width("e\u0301")) == (3, 4, 1, 1)


def test_a_call_of_a_type_with_long_names_breaks_where_the_formatter_does() -> None:
    lines: list[str] = []
    for length in range(1, 60):
        name = "T" + "a" * length
        types = f"{name}State, {name}Transition"
        lines += statement(
            Call(f"Workflow[{types}]", keywords={"initial": "fresh"}), target=f"t{'a' * length}_w"
        )
        lines += statement(
            Call(f"Hooks[{types}]", (Name(name),), {"transitions": ("enrol", "again", "lapse")}),
            target=f"t{'a' * length}_h",
        )
    source = "\n".join(lines) + "\n"
    assert formatted(source) == source
