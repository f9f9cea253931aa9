"""Expressions: what they compile to, and everything that they may not say."""

from __future__ import annotations

from typing import Any

import pytest

from generator.expression import EntityNames, ExpressionError, Use, compile_expression
from generator.expression.empty import passes_when_empty
from generator.expression.functions import FUNCTIONS
from tests.expressions.cases import compiled, read, symbols


def tree(text: str) -> Any:
    return compiled(text)["tree"]


def refused(text: str, use: Use | None = None) -> ExpressionError:
    with pytest.raises(ExpressionError) as found:
        compile_expression(text, EntityNames("Sample", symbols(), use or Use("a case")))
    return found.value


@pytest.mark.parametrize("case", read()["cases"], ids=lambda case: case["name"])
def test_the_shared_cases_hold_the_compiled_tree(case: dict[str, Any]) -> None:
    assert compiled(case["source"]) == {"tree": case["tree"], "type": case["type"]}


def test_the_shared_cases_use_every_function() -> None:
    texts = " ".join(case["source"] for case in read()["cases"])
    # What uuid() gives is known to nobody beforehand.
    assert all(f"{name}(" in texts for name in FUNCTIONS if name != "uuid")


def test_names_are_collected_once_and_a_path_by_its_first_ref() -> None:
    expression, _ = compile_expression(
        "owner.name == name and owner.level > quantity and quantity > 1 and creator == user.id",
        EntityNames("Sample", symbols(), Use("a case")),
    )
    assert expression.fields == ("owner", "name", "quantity", "created_by")
    assert expression.uses_user


def test_a_tenth_stays_a_tenth() -> None:
    assert tree("amount == 0.1")[2] == ["lit", "decimal", "0.1"]


def test_a_minus_belongs_to_the_number() -> None:
    assert tree("quantity > -3")[2] == ["lit", "int", -3]
    assert tree("amount > -0.50")[2] == ["lit", "decimal", "-0.50"]


def test_a_moment_gets_the_offset_of_the_application() -> None:
    assert tree("begins_at > '2026-03-15 08:00'")[2] == [
        "lit",
        "datetime",
        "2026-03-15T08:00:00+08:00",
    ]


def test_a_text_is_a_choice_only_beside_a_choice() -> None:
    assert refused("kind == 'z'").code == "S405"
    assert tree("name == 'z'")[2] == ["lit", "string", "z"]


def test_a_text_may_hold_the_other_quote() -> None:
    assert tree('name == "it\'s"')[2] == ["lit", "string", "it's"]


def test_texts_may_be_chinese_and_positions_count_characters() -> None:
    error = refused("name == '水管漏水' and nothing == 1")
    assert (error.code, error.offset) == ("S402", len("name == '水管漏水' and "))


def test_spaces_and_folded_lines_do_not_move_positions() -> None:
    assert refused("  nothing == 1").offset == 2
    assert tree("quantity == 1\nor done") == tree("quantity == 1 or done")


HOSTILE = [
    "__import__('os').system('id')",
    "().__class__.__bases__[0].__subclasses__()",
    "name.__class__",
    "name.__class__.__mro__",
    "owner.__dict__",
    "open('/etc/passwd')",
    "eval('1')",
    "exec('1')",
    "getattr(owner, 'name')",
    "globals()",
    "lambda: 1",
    "(lambda: 1)()",
    "[x for x in name]",
    "{1, 2}",
    "{'a': 1}",
    "f'{name}'",
    "b'x'",
    "u'x'",
    "r'x'",
    "'''x'''",
    "'a' 'b' == name",
    "name if done else note",
    "quantity ** 999999999",
    "quantity // 2",
    "quantity % 2",
    "quantity @ 2",
    "quantity << 99",
    "quantity | 1",
    "~quantity",
    "+quantity",
    "quantity := 1",
    "done = true",
    "done; done",
    "import os",
    "await done",
    "yield done",
    "*name",
    "name[0]",
    "name[::2]",
    "done is true",
    "1 < quantity < 5",
    "quantity == 1e5",
    "quantity == 0x1F",
    "quantity == 0o17",
    "quantity == 1_000",
    "quantity == 1j",
    "quantity == 9999999999999999999999",
    "amount == 0.123456789",
    "quantity == .5",
    "quantity == 5.",
    "name == 'it\\'s'",
    "name == '\\x41'",
    "name == 'a",
    "name == 'a\"",
    "ｎame == 'x'",
    "n\u0430me == 'x'",
    "name\u200b == 'x'",
    "quantity == ５",
    "name == 'x' # note",
    "name == 'x'\\\n",
    "...",
    "Ellipsis",
    "None == name",
    "True",
    "done == True",
    "not",
    "",
    " ",
    "(",
    "((((((((((",
    "'",
    "today",
    "today(1)",
    "days(starts_on)",
    "days(starts_on, ends_on, ends_on)",
    "round(price, quantity)",
    "round(price, 9)",
    "round(price, digits=2)",
    "min(quantity)",
    "min(*name)",
    "max(quantity, name)",
    "coalesce(quantity, name)",
    "coalesce(quantity, null)",
    "len(quantity)",
    "len('abc')",
    "starts(quantity, 'x')",
    "contains(marks, 'x')",
    "name.upper()",
    "user",
    "user.nobody == owner",
    "user.employee.secret == name",
    "user.projects.name == name",
    "user.id.name == name",
    "owner.nothing == 1",
    "name.length == 1",
    "owner.boss.boss.boss.boss.name == 'x'",
    "project in [1, 2]",
    "project in project",
    "owner in user.projects",
    "name in 'abc'",
    "name in (1, 2)",
    "name in []",
    "name in ['a', null]",
    "name in ['a', note]",
    "name in ['a', 'a']",
    "name in ['a', 1]",
    "null in ['a']",
    "[1, 2]",
    "name < 'b'",
    "kind < 'b'",
    "done < urgent",
    "owner < owner",
    "quantity < null",
    "null == null",
    "1 == 1",
    "'a' == 'a'",
    "name + 'x' == 'y'",
    "starts_on + 1 == ends_on",
    "starts_on == begins_at",
    "starts_on == 'yesterday'",
    "starts_on == '2026-02-30'",
    "starts_on == '2026-2-3'",
    "begins_at == '2026-01-01'",
    "opens == '25:00'",
    "quantity == '5'",
    "name == 5",
    "owner == 7",
    "owner == 'Anna'",
    "owner == project",
    "quantity and done",
    "not quantity",
    "-name == 1",
    "marks == 'x'",
    "user.projects == project",
    "user.projects == null",
    "quantity" + " + 1" * 120,
    "done and " * 200 + "done",
    "(" * 90 + "quantity" + ")" * 90 + " + " + "(" * 200,
    "not " * 120 + "done",
    "-" * 200 + "quantity",
    "owner" + ".boss" * 90,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_not_in_the_grammar_is_refused_with_a_place(text: str) -> None:
    error = refused(text)
    assert error.code.startswith(("S4", "S7"))
    assert 0 <= error.offset <= len(text)
    assert error.message


def test_a_formula_reads_neither_the_user_nor_the_clock() -> None:
    formula = Use("a formula", user=False, clock=False)
    assert refused("quantity + user.employee.level", formula).code == "S709"
    assert refused("days(starts_on, today())", formula).code == "S709"


def test_five_hundred_characters_and_a_hundred_parts_are_the_limit() -> None:
    assert refused("name == '" + "x" * 500 + "'").code == "S701"
    assert refused("quantity" + " + 1" * 60).code == "S702"
    assert tree("quantity" + " + 1" * 40)


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("ends_on >= starts_on", ["ends_on", "starts_on"]),
        ("quantity > 0", ["quantity"]),
        ("quantity == null or quantity > 0", []),
        ("coalesce(quantity, 0) > 0", []),
        ("owner.level > quantity", ["owner.level", "quantity"]),
        ("days(starts_on, ends_on) < 30", ["starts_on", "ends_on"]),
    ],
)
def test_a_check_passes_where_a_compared_field_is_empty(text: str, empty: list[str]) -> None:
    expression, _ = compile_expression(text, EntityNames("Sample", symbols(), Use("a check")))
    found = passes_when_empty(expression, frozenset()).tree
    nulls = [part[1] for part in found[1:-1]] if empty else []
    assert [".".join([*n[1], n[2]]) if n[0] == "path" else n[1] for n in nulls] == empty
    assert (found[-1] if empty else found) == expression.tree


def test_what_is_random_is_asked_once_so_only_a_default_may_be() -> None:
    use = Use("a default", chance=True)
    expression, type_ = compile_expression("uuid()", EntityNames("Sample", symbols(), use))
    assert (expression.tree, str(type_)) == (["call", "uuid"], "a text")
    assert refused("uuid() == name").code == "S709"
