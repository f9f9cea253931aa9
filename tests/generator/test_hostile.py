"""Names, labels and values that are code, look like something else, or are far too many: a problem, quickly."""

from __future__ import annotations

import keyword
import time

import pytest

from generator import SchemaProblems, load_text
from generator.rules.regular import unsafe_pattern

SCHEMA = """
version: 1
app: {{name: desk, label: {{zh: 服务台, en: Desk}}, languages: [zh, en]}}
roles: {{{role}: {{zh: 客服, en: Agent}}}}
modules: {{main: {{label: {{zh: 服务, en: Service}}}}}}
entities:
  {entity}:
    module: main
    label: {{zh: 事物, en: {label}}}
    fields:
      {field}: {{type: string, label: {{zh: 名称, en: Name}}}}
"""


def problems(
    *, role: str = "agent", entity: str = "Thing", label: str = "Thing", field: str = "name"
) -> list[str]:
    try:
        load_text(SCHEMA.format(role=role, entity=entity, label=label, field=field))
    except SchemaProblems as found:
        return [problem.code for problem in found.problems]
    return []


def test_the_harmless_schema_is_accepted() -> None:
    assert problems() == []


CODE = [
    "__class__",
    "__init__",
    "__proto__",
    "_private",
    "x__y",
    "a b",
    "a.b",
    "a-b",
    "a;b",
    "'x\"); import os'",
    '"a\\nimport os"',
    '"a{b}"',
    '"{{x}}"',
    '"${x}"',
    '"<script>"',
    '"a\'b"',
    '"../x"',
    '"a/b"',
    "ｎame",
    "n\u0430me",
    "名称",
    "naïve",
    "K",
    "\U0001d41aname",
    "Name",
    "NAME",
    "9lives",
    "a" * 41,
    '""',
    "true",
    "null",
    "metadata",
    "registry",
    "constructor",
    "errors",
    "validate",
    "populate_obj",
    "version",
    "list",
    "int",
    "deleted_at",
    *keyword.kwlist,
]


@pytest.mark.parametrize("name", CODE)
def test_a_field_name_that_could_be_code_is_refused(name: str) -> None:
    assert set(problems(field=name)) & {"S201", "S202", "S107"}


@pytest.mark.parametrize(
    "name",
    [
        "thing",
        "Thing_",
        "Thіng",
        "Ｔhing",
        "None",
        "True",
        "Class",
        "Import",
        "User",
        "ABJob",
        "Api",
        '"Thing(object): pass #"',
        '"../Thing"',
        "Sys_x",
        "T" * 41,
        "SysUser",
        "Notifications",
    ],
)
def test_an_entity_name_that_could_be_code_is_refused(name: str) -> None:
    found = problems(entity=name)
    assert set(found) & {"S201", "S202"}


@pytest.mark.parametrize(
    "name", ["system", "public", "Admin", "admin", "a:b", '"*"', '".*"', "all"]
)
def test_a_role_name_that_matches_more_than_itself_is_refused(name: str) -> None:
    assert set(problems(role=name)) & {"S201", "S202"}


@pytest.mark.parametrize(
    "label",
    [
        '"a\\nb"',
        '"a\\tb"',
        '"a\\u202eb"',
        '"a\\u200bb"',
        '"a\\x00b"',
        '"a\\ufeffb"',
        '"\\U000e0041"',
        '"\\ud800"',
        '"   "',
        '""',
        "[a]",
        "{a: b}",
        "x" * 121,
    ],
)
def test_a_label_that_hides_something_is_refused(label: str) -> None:
    assert set(problems(label=label)) & {"S010", "S205"}


@pytest.mark.parametrize(
    "label",
    [
        '\'"""; import os; """\'',
        "'{{ 7*7 }}'",
        "'<img src=x onerror=alert(1)>'",
        '"=1+1"',
        "'%s %(x)s {0}'",
        '"\\\\N{BULLET} \\\\x41"',
    ],
)
def test_a_label_may_be_any_visible_text_and_stays_text(label: str) -> None:
    assert problems(label=label) == []


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+",
        "(a*)*b",
        "(a|aa)+",
        "(?=a)",
        "(?<!a)b",
        r"(a)\1",
        "(",
        "[",
        "x" * 201,
        "(?i)+",
        "((a{1,200})*)",
        "(a|b|ab)*c",
        "(.*,)*x",
    ],
)
def test_a_pattern_that_can_hang_is_refused(pattern: str) -> None:
    assert unsafe_pattern(pattern)


@pytest.mark.parametrize(
    "pattern", ["[A-Z0-9-]+", r"\d{18}", "(abc|def)x?", r"[^@]+@[^@]+\.[a-z]{2,}", "[一-龥]{2,8}"]
)
def test_ordinary_patterns_are_accepted(pattern: str) -> None:
    assert unsafe_pattern(pattern) == ""


def test_a_thousand_mistakes_are_told_within_ten_seconds() -> None:
    fields = "".join(
        f"      field{number}: {{type: strin, labl: x, label: {{zh: 名, en: N}}}}\n"
        for number in range(1_000)
    )
    text = SCHEMA.format(role="agent", entity="Thing", label="Thing", field="name") + fields
    began = time.process_time()
    with pytest.raises(SchemaProblems) as found:
        load_text(text)
    assert len(found.value.problems) == 2_000
    assert time.process_time() - began < 10


def test_a_thousand_names_that_nobody_declares_are_told_within_ten_seconds() -> None:
    grants = ", ".join(f"rolle_{number}: all" for number in range(1_000))
    text = SCHEMA.format(role="agent", entity="Thing", label="Thing", field="name")
    began = time.process_time()
    with pytest.raises(SchemaProblems) as found:
        load_text(f"{text}    permissions:\n      read: {{{grants}}}\n")
    assert {problem.code for problem in found.value.problems} == {"S401"}
    assert time.process_time() - began < 10
