"""The fixed list of functions: what they take and what they give."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.expression import literals
from generator.expression.types import DATE, DATETIME, DECIMAL, INT, NULL, STRING, Type
from generator.problem import did_you_mean

if TYPE_CHECKING:
    from generator.expression.compiler import Compiler, Typed
    from generator.plan import Tree


@dataclass(frozen=True, slots=True)
class Function:
    """`signature`, `zh` and `en` are its line in docs/schema-language.md."""

    name: str
    signature: str
    zh: str
    en: str
    least: int
    most: int
    compile: Callable[[Compiler, ast.Call], Typed]


def call(compiler: Compiler, node: ast.Call) -> Typed:
    if not isinstance(node.func, ast.Name):
        raise compiler.refuse(node.func, "S705", "only the listed functions can be called")
    function = FUNCTIONS.get(node.func.id)
    if function is None:
        raise compiler.refuse(
            node.func,
            "S705",
            f"unknown function '{node.func.id[:40]}'",
            did_you_mean(node.func.id, FUNCTIONS),
        )
    if node.keywords or any(isinstance(each, ast.Starred) for each in node.args):
        raise compiler.refuse(node, "S705", f"write {function.signature}")
    if not function.least <= len(node.args) <= function.most:
        raise compiler.refuse(
            node,
            "S705",
            f"{function.name} cannot take {len(node.args)} arguments",
            function.signature,
        )
    if function.name in ("today", "now") and not compiler.names.use.clock:
        raise compiler.refuse(
            node,
            "S709",
            f"{compiler.names.use.what} is stored and would be stale: {function.name}() is not possible",
        )
    if function.name == "uuid" and not compiler.names.use.chance:
        raise compiler.refuse(
            node,
            "S709",
            f"{compiler.names.use.what} is asked again and again: uuid() is for a default",
        )
    return function.compile(compiler, node)


def _today(compiler: Compiler, node: ast.Call) -> Typed:
    return ["call", "today"], DATE


def _now(compiler: Compiler, node: ast.Call) -> Typed:
    return ["call", "now"], DATETIME


def _uuid(compiler: Compiler, node: ast.Call) -> Typed:
    return ["call", "uuid"], STRING


def _days(compiler: Compiler, node: ast.Call) -> Typed:
    trees: list[Tree] = []
    for argument in node.args:
        tree, type_ = compiler.visit(argument)
        if tree[0] == "lit":
            tree, type_ = literals.as_type(compiler, argument, tree, type_, DATE)
        if type_.kind not in ("date", "datetime"):
            raise compiler.refuse(argument, "S705", f"days counts between dates, not {type_}")
        trees.append(tree)
    return ["call", "days", *trees], INT


def _same_type(compiler: Compiler, node: ast.Call) -> tuple[list[Tree], Type]:
    """All arguments with one type; quoted texts take the type of the others."""
    typed = [(argument, *compiler.visit(argument)) for argument in node.args]
    types = [type_ for _, tree, type_ in typed if tree[0] != "lit"]
    if not types:
        raise compiler.refuse(node, "S710", "this is the same for every record")
    wanted = types[0]
    trees: list[Tree] = []
    found: list[Type] = []
    for argument, tree, type_ in typed:
        if type_ == NULL:
            raise compiler.refuse(argument, "S705", "null cannot be an argument")
        if tree[0] == "lit":
            tree, type_ = literals.as_type(compiler, argument, tree, type_, wanted)
        if type_ != wanted and not (type_.is_number and wanted.is_number):
            raise compiler.refuse(argument, "S705", f"{type_} does not go with {wanted}")
        trees.append(tree)
        found.append(type_)
    return trees, DECIMAL if DECIMAL in found else wanted


def _coalesce(compiler: Compiler, node: ast.Call) -> Typed:
    trees, type_ = _same_type(compiler, node)
    if type_.kind in ("set", "list"):
        raise compiler.refuse(node, "S705", f"{type_} cannot be an argument")
    return ["call", "coalesce", *trees], type_


def _extreme(compiler: Compiler, node: ast.Call) -> Typed:
    assert isinstance(node.func, ast.Name)  # noqa: S101 - call() has looked it up by this name
    trees, type_ = _same_type(compiler, node)
    if not type_.is_ordered:
        raise compiler.refuse(node, "S705", f"{type_} has no order")
    return ["call", node.func.id, *trees], type_


def _round(compiler: Compiler, node: ast.Call) -> Typed:
    tree, _ = compiler.number(node.args[0])
    digits = 0
    if len(node.args) == 2:
        given, _ = compiler.visit(node.args[1])
        if given[:2] != ["lit", "int"] or not 0 <= given[2] <= 8:
            raise compiler.refuse(node.args[1], "S705", "digits are a number from 0 to 8")
        digits = given[2]
    return ["call", "round", tree, ["lit", "int", digits]], INT if digits == 0 else DECIMAL


def _len(compiler: Compiler, node: ast.Call) -> Typed:
    tree, type_ = compiler.visit(node.args[0])
    if type_.kind not in ("string", "list") or tree[0] == "lit":
        raise compiler.refuse(node.args[0], "S705", f"len counts characters or items, not {type_}")
    return ["call", "len", tree], INT


def _text_test(compiler: Compiler, node: ast.Call) -> Typed:
    assert isinstance(node.func, ast.Name)  # noqa: S101 - call() has looked it up by this name
    trees: list[Tree] = []
    for argument in node.args:
        tree, type_ = compiler.visit(argument)
        if type_ != STRING:
            raise compiler.refuse(argument, "S705", f"{node.func.id} looks at texts, not {type_}")
        trees.append(tree)
    if all(tree[0] == "lit" for tree in trees):
        raise compiler.refuse(node, "S710", "this is the same for every record")
    return ["call", node.func.id, *trees], Type("bool")


_ROWS: Final = (
    Function(
        "today", "today()", "今天（应用时区）", "the date in the app's timezone", 0, 0, _today
    ),
    Function("now", "now()", "此刻", "this moment", 0, 0, _now),
    Function(
        "uuid",
        "uuid()",
        "随机且唯一的 36 位标识，仅用于默认值",
        "a random identifier of 36 characters; in a default only",
        0,
        0,
        _uuid,
    ),
    Function(
        "days",
        "days(from, to)",
        "相隔整天数，时刻先换成应用时区的日期",
        "whole days from one to the other; moments become dates of the app's timezone",
        2,
        2,
        _days,
    ),
    Function(
        "coalesce",
        "coalesce(a, b, …)",
        "第一个不为空的值",
        "the first that is not null",
        2,
        8,
        _coalesce,
    ),
    Function(
        "min", "min(a, b, …)", "最小；有空则空", "the least; null when one is null", 2, 8, _extreme
    ),
    Function(
        "max",
        "max(a, b, …)",
        "最大；有空则空",
        "the greatest; null when one is null",
        2,
        8,
        _extreme,
    ),
    Function(
        "round",
        "round(x, digits)",
        "四舍五入，负数同样远离零",
        "rounded half away from zero",
        1,
        2,
        _round,
    ),
    Function(
        "len", "len(x)", "文字长度或项数", "characters of a text, items of a list", 1, 1, _len
    ),
    Function(
        "starts",
        "starts(text, prefix)",
        "以此开头，区分大小写",
        "begins with it; case matters",
        2,
        2,
        _text_test,
    ),
    Function(
        "contains",
        "contains(text, part)",
        "包含，区分大小写",
        "holds it; case matters",
        2,
        2,
        _text_test,
    ),
)

FUNCTIONS: Final[Mapping[str, Function]] = {row.name: row for row in _ROWS}
