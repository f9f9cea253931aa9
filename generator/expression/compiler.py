"""Syntax tree → typed tree of the plan (node table: docs/schema-language.md, section Expressions)."""

from __future__ import annotations

import ast
import itertools
from dataclasses import dataclass, field
from typing import Final

from generator.expression import grammar, literals
from generator.expression.errors import AlreadyReportedError, ExpressionError
from generator.expression.functions import FUNCTIONS, call
from generator.expression.names import EntityNames
from generator.expression.types import BOOL, DECIMAL, INT, NULL, Type
from generator.plan import Expression, Tree
from generator.problem import did_you_mean

_COMPARISONS: Final[dict[type[ast.cmpop], str]] = {
    ast.Eq: "eq",
    ast.NotEq: "ne",
    ast.Lt: "lt",
    ast.LtE: "le",
    ast.Gt: "gt",
    ast.GtE: "ge",
    ast.In: "in",
    ast.NotIn: "not_in",  # codespell:ignore notin
}
_OPERATORS: Final[dict[type[ast.operator], str]] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.Div: "div",
}
_CONSTANTS: Final = {"null": (NULL, None), "true": (BOOL, True), "false": (BOOL, False)}
MAX_LIST: Final = 50
MAX_STEPS: Final = 4

Typed = tuple[Tree, Type]


def compile_expression(source: str, names: EntityNames) -> tuple[Expression, Type]:
    """The compiled expression and its type. ExpressionError: it is not in the grammar, or a type does not fit."""
    text = source.strip().replace("\n", " ")
    compiler = Compiler(text, names)
    try:
        tree, type_ = compiler.visit(grammar.read(text))
    except ExpressionError as error:
        error.offset += len(source) - len(source.lstrip())
        raise
    expression = Expression(
        source=text,
        tree=tree,
        type=type_.kind,
        fields=tuple(compiler.fields),
        uses_user=compiler.uses_user,
    )
    return expression, type_


@dataclass(slots=True)
class Compiler:
    source: str
    names: EntityNames
    fields: dict[str, None] = field(default_factory=dict)
    uses_user: bool = False

    def refuse(self, node: ast.AST, code: str, message: str, hint: str = "") -> ExpressionError:
        return ExpressionError(
            code, message, offset=grammar.offset_of(self.source, node), hint=hint
        )

    def visit(self, node: ast.expr) -> Typed:
        match node:
            case ast.BoolOp():
                operator = "and" if isinstance(node.op, ast.And) else "or"
                return [operator, *(self.condition(value) for value in node.values)], BOOL
            case ast.UnaryOp(op=ast.Not()):
                return ["not", self.condition(node.operand)], BOOL
            case ast.UnaryOp(op=ast.USub()):
                return self.negative(node)
            case ast.BinOp():
                return self.arithmetic(node)
            case ast.Compare():
                return self.comparison(node)
            case ast.Call():
                return call(self, node)
            case ast.Name():
                return self.name(node)
            case ast.Attribute():
                return self.path(node)
            case ast.Constant():
                return literals.constant(self, node)
            case ast.List() | ast.Tuple():
                raise self.refuse(node, "S703", "a list stands only after `in`")
            case _:
                raise self.refuse(node, "S703", _explain(node), _hint(node))

    def condition(self, node: ast.expr) -> Tree:
        tree, type_ = self.visit(node)
        if type_.kind != "bool":
            raise self.refuse(
                node,
                "S706",
                f"{type_} is not a condition",
                "compare it, for example with != null",
            )
        return tree

    def number(self, node: ast.expr) -> Typed:
        tree, type_ = self.visit(node)
        if not type_.is_number:
            hint = (
                "days(a, b) counts the days between" if type_.kind in ("date", "datetime") else ""
            )
            raise self.refuse(node, "S704", f"{type_} is not a number", hint)
        return tree, type_

    def negative(self, node: ast.UnaryOp) -> Typed:
        tree, type_ = self.number(node.operand)
        if tree[0] == "lit":
            value = -tree[2] if tree[1] == "int" else "-" + tree[2]
            return ["lit", tree[1], value], type_
        return ["neg", tree], type_

    def arithmetic(self, node: ast.BinOp) -> Typed:
        operator = _OPERATORS.get(type(node.op))
        if operator is None:
            raise self.refuse(node, "S703", "operators are + - * /")
        left, left_type = self.number(node.left)
        right, right_type = self.number(node.right)
        whole = left_type == right_type == INT and operator != "div"
        return [operator, left, right], INT if whole else DECIMAL

    def comparison(self, node: ast.Compare) -> Typed:
        if len(node.ops) > 1:
            raise self.refuse(node, "S703", "one comparison at a time", "write a < b and b < c")
        operator = _COMPARISONS.get(type(node.ops[0]))
        if operator is None:
            raise self.refuse(node, "S703", "`is` is not known here", "write == or !=")
        left, right = node.left, node.comparators[0]
        if operator in ("in", "not_in"):
            return self.membership(node, operator, left, right)
        if _is_null(left) or _is_null(right):
            return self.null_test(node, operator, right if _is_null(left) else left)
        a, b, kind = self.same(left, right)
        if operator in ("eq", "ne"):
            if kind.kind == "bool":
                return _equal_conditions(operator, a, b), BOOL
            return [operator, a, b], BOOL
        if not kind.is_ordered:
            hint = "texts sort differently in each database" if kind.kind == "string" else ""
            raise self.refuse(node, "S704", f"{kind} has no order", hint)
        return [operator, a, b], BOOL

    def null_test(self, node: ast.Compare, operator: str, other: ast.expr) -> Typed:
        if operator not in ("eq", "ne"):
            raise self.refuse(node, "S704", "null has no order", "write == null or != null")
        tree, type_ = self.visit(other)
        if tree[0] == "lit" or type_.kind == "null":
            raise self.refuse(node, "S710", "this is the same for every record")
        if type_.kind == "set":
            raise self.refuse(node, "S704", f"{type_} is never null")
        return ["is_null" if operator == "eq" else "not_null", tree], BOOL

    def membership(
        self, node: ast.Compare, operator: str, left: ast.expr, right: ast.expr
    ) -> Typed:
        if _is_null(left):
            raise self.refuse(left, "S704", "null is in no list", "write == null")
        if isinstance(right, ast.Tuple):
            raise self.refuse(right, "S703", "a list is written [a, b]")
        if isinstance(right, ast.List):
            return self.in_list(operator, left, right)
        tree, type_ = self.visit(left)
        values, values_type = self.visit(right)
        if values_type.kind != "set":
            raise self.refuse(
                right,
                "S704",
                f"after `in` stands a list or a set of the user, not {values_type}",
                "contains(text, part) looks into a text" if values_type.kind == "string" else "",
            )
        if type_ != Type("ref", values_type.of):
            raise self.refuse(left, "S704", f"{type_} cannot be in {values_type}")
        return [operator, tree, values], BOOL

    def in_list(self, operator: str, left: ast.expr, right: ast.List) -> Typed:
        if not 1 <= len(right.elts) <= MAX_LIST:
            raise self.refuse(right, "S703", f"a list holds 1 to {MAX_LIST} values")
        items: list[Tree] = []
        tree: Tree = []
        for item in right.elts:
            if _is_null(item):
                raise self.refuse(item, "S704", "null is in no list", "write == null")
            tree, value, _ = self.same(left, item)
            if value[0] != "lit":
                raise self.refuse(item, "S703", "a list holds only fixed values")
            if value in items:
                raise self.refuse(item, "S710", "this value stands in the list twice")
            items.append(value)
        return [operator, tree, ["list", *items]], BOOL

    def same(self, left: ast.expr, right: ast.expr) -> tuple[Tree, Tree, Type]:
        """Both sides with one type; a quoted text becomes a date or an enum value where the other side is one."""
        a, a_type = self.visit(left)
        b, b_type = self.visit(right)
        if a[0] == "lit" and b[0] == "lit":
            raise self.refuse(left, "S710", "this is the same for every record")
        if b[0] == "lit":
            b, b_type = literals.as_type(self, right, b, b_type, a_type)
        elif a[0] == "lit":
            a, a_type = literals.as_type(self, left, a, a_type, b_type)
        if a_type.is_number and b_type.is_number:
            return a, b, DECIMAL if DECIMAL in (a_type, b_type) else INT
        if a_type != b_type:
            raise self.refuse(
                right,
                "S704",
                f"{a_type} cannot be compared with {b_type}",
                _type_hint(a_type, b_type),
            )
        if a_type.kind in ("set", "list"):
            raise self.refuse(left, "S704", f"{a_type} cannot be compared", "write x in user.y")
        return a, b, a_type

    def name(self, node: ast.Name) -> Typed:
        if node.id in _CONSTANTS:
            type_, value = _CONSTANTS[node.id]
            return ["lit", type_.kind, value], type_
        if node.id in ("None", "True", "False"):
            raise self.refuse(
                node, "S703", f"'{node.id}' is not known here", f"write {_lower(node.id)}"
            )
        type_ = self.field_type(node, self.names.entity, node.id)
        name = "created_by" if node.id == "creator" else node.id
        self.fields.setdefault(name)
        return ["field", name], type_

    def field_type(self, node: ast.expr, entity: str, name: str) -> Type:
        declared = self.names.declared
        type_ = declared.type_of(entity, name)
        if type_ is not None:
            return self.settled(type_)
        if declared.has_unknown_type(entity, name):
            raise AlreadyReportedError
        if declared.has_field(entity, name):
            raise self.refuse(node, "S708", f"'{name}' cannot be read in an expression")
        if name in FUNCTIONS:
            raise self.refuse(node, "S705", f"'{name}' is a function", f"write {name}()")
        if name == "user":
            raise self.refuse(node, "S703", "`user` alone is no value", "write user.id")
        hint = did_you_mean(name, declared.target_fields(entity))
        raise self.refuse(node, "S402", f"unknown field '{name[:60]}' of {entity}", hint)

    def settled(self, type_: Type) -> Type:
        if not self.names.declared.is_settled(type_):
            raise AlreadyReportedError
        return type_

    def path(self, node: ast.Attribute) -> Typed:
        steps: list[ast.Attribute] = []
        start: ast.expr = node
        while isinstance(start, ast.Attribute):
            steps.insert(0, start)
            start = start.value
        if not isinstance(start, ast.Name):
            raise self.refuse(start, "S703", "a path begins with a field or `user`")
        if len(steps) > MAX_STEPS:
            raise self.refuse(node, "S703", f"a path has at most {MAX_STEPS} dots")
        if start.id == "user":
            return self.user_path(start, steps)
        names = [start.id, *(step.attr for step in steps)]
        nodes: list[ast.expr] = [start, *steps]
        entity = self.names.entity
        type_ = BOOL
        for position, name in enumerate(names):
            type_ = self.field_type(nodes[position], entity, name)
            if position < len(names) - 1:
                entity = self.followed(nodes[position], name, type_)
        names = ["created_by" if name == "creator" else name for name in names]
        self.fields.setdefault(names[0])
        return ["path", names[:-1], names[-1]], type_

    def followed(self, node: ast.expr, name: str, type_: Type) -> str:
        if type_.kind != "ref" or type_.of is None or name == "id":
            raise self.refuse(node, "S707", f"'{name}' is not a reference; nothing follows it")
        return type_.of

    def user_path(self, start: ast.Name, steps: list[ast.Attribute]) -> Typed:
        if not self.names.use.user:
            raise self.refuse(
                start,
                "S709",
                f"{self.names.use.what} is the same for everybody and cannot read `user`",
            )
        self.uses_user = True
        first = steps[0]
        declared = self.names.declared
        type_ = declared.user_type(first.attr)
        if type_ is None and first.attr in declared.user_names():
            raise AlreadyReportedError
        if type_ is None:
            hint = did_you_mean(first.attr, declared.user_names())
            raise self.refuse(first, "S409", f"unknown user value 'user.{first.attr}'", hint)
        type_ = self.settled(type_)
        for before, step in itertools.pairwise(steps):
            entity = self.followed(before, before.attr, type_)
            type_ = self.field_type(step, entity, step.attr)
        return ["user", [step.attr for step in steps]], type_


def _lower(constant: str) -> str:
    return {"None": "null", "True": "true", "False": "false"}[constant]


def _is_null(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "null"


def _equal_conditions(operator: str, a: Tree, b: Tree) -> Tree:
    """`flag == true` is the flag: a null flag counts as false, which a comparison with null would not say."""
    for literal, other in ((a, b), (b, a)):
        if literal[0] == "lit":
            return other if literal[2] is (operator == "eq") else ["not", other]
    return [operator, a, b]


def _type_hint(a: Type, b: Type) -> str:
    if {a.kind, b.kind} == {"date", "datetime"}:
        return "compare dates with today(), moments with now(); days(a, b) takes both"
    if a.kind == b.kind == "enum":
        return "they are values of different enums"
    return ""


def _explain(node: ast.expr) -> str:
    names = {
        ast.IfExp: "`a if b else c` is not in the grammar",
        ast.Lambda: "functions cannot be defined here",
        ast.Subscript: "[ ] after a value is not in the grammar",
        ast.JoinedStr: "texts with { } inside are not in the grammar",
        ast.ListComp: "loops are not in the grammar",
        ast.GeneratorExp: "loops are not in the grammar",
        ast.Starred: "* before a value is not in the grammar",
        ast.UnaryOp: "this operator is not in the grammar",
    }
    return names.get(type(node), "this is not in the grammar")


def _hint(node: ast.expr) -> str:
    if isinstance(node, ast.IfExp | ast.ListComp | ast.GeneratorExp | ast.Lambda):
        return "write a function in app/custom and say `custom: name`"
    return ""
