"""The small changes: an operator swapped, a condition turned, a value lost, a statement left out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "!=", ast.NotEq: "==", ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">",
    ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], str] = {
    ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*", ast.BitOr: "&", ast.BitAnd: "|",
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """`source[start:end]` becomes `new`; `line` is where a test must come by."""

    start: int
    end: int
    new: str
    line: int
    kind: str

    def apply(self, source: bytes) -> bytes:
        return source[: self.start] + self.new.encode() + source[self.end :]

    def told(self, source: bytes) -> str:
        old = " ".join(source[self.start : self.end].decode().split())
        return f"{self.kind}: `{old[:70]}` → `{self.new[:70]}`"


def mutants(source: bytes) -> list[Mutant]:
    """Every mutant of a module, in the order of its text; annotations and texts are left alone."""
    tree = ast.parse(source)
    found = set(_Finder(source).visit_all(tree))
    return sorted(found, key=lambda mutant: (mutant.start, mutant.end, mutant.new))


@cache
def bodies(source: bytes) -> list[tuple[int, int]]:
    """Where the bodies of functions and lambdas begin and end."""
    place = _Finder(source)
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.append((place._start(node.body[0]), place._end(node.body[-1])))
        if isinstance(node, ast.Lambda):
            found.append((place._start(node.body), place._end(node.body)))
    return found


class _Finder:
    def __init__(self, source: bytes) -> None:
        self.source = source
        self.starts = [0]
        for line in source.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def visit_all(self, node: ast.AST) -> Iterator[Mutant]:
        for child in self._children(node):
            yield from self._of(child)
            yield from self.visit_all(child)

    @staticmethod
    def _children(node: ast.AST) -> Iterator[ast.AST]:
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "bases", "keywords") and (
                not isinstance(node, ast.Call)
            ):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST) and not _is_for_types(child):
                    yield child

    def _of(self, node: ast.AST) -> Iterator[Mutant]:
        match node:
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                yield self._between(left, right, COMPARISONS[type(op)], "comparison")
            case ast.BoolOp(op=op, values=[first, second, *_]):
                word = "or" if isinstance(op, ast.And) else "and"
                yield self._between(first, second, word, "condition")
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                yield self._replace(node, f"({self._text(operand)})", "not left out")
            case ast.Constant(value=bool(value)):
                yield self._replace(node, str(not value), "truth")
            case ast.Constant(value=int(value)):
                yield self._replace(node, str(value + 1), "number")
            case ast.BinOp(left=left, op=op, right=right) if type(op) in ARITHMETIC:
                yield self._between(left, right, ARITHMETIC[type(op)], "operator")
            case ast.If(test=test) if isinstance(test, ast.Name | ast.Attribute | ast.Call):
                yield self._replace(test, f"not ({self._text(test)})", "condition turned")
            case ast.Return(value=ast.expr() as value) if not _is_no(value):
                yield self._replace(value, "None", "result lost")
            case ast.Raise():
                yield self._replace(node, "pass", "not raised")
            case ast.Expr(value=ast.Call()):
                yield self._replace(node, "pass", "left out")
            case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
                yield self._replace(node, "pass", "left out")

    def _between(self, left: ast.expr, right: ast.expr, word: str, kind: str) -> Mutant:
        start, end = self._end(left), self._start(right)
        gap = self.source[start:end]
        # Brackets around the operands stay where they are.
        closing = len(gap) - len(gap.lstrip(b") \n"))
        opening = len(gap) - len(gap.rstrip(b"( \n"))
        return Mutant(
            start + closing, end - opening, self._spaced(word, closing, opening), left.lineno, kind
        )

    @staticmethod
    def _spaced(word: str, closing: int, opening: int) -> str:
        return f"{'' if closing else ' '}{word}{'' if opening else ' '}"

    def _replace(self, node: ast.expr | ast.stmt, new: str, kind: str) -> Mutant:
        return Mutant(self._start(node), self._end(node), new, node.lineno, kind)

    def _text(self, node: ast.expr) -> str:
        return self.source[self._start(node) : self._end(node)].decode()

    def _start(self, node: ast.expr | ast.stmt) -> int:
        return self.starts[node.lineno - 1] + node.col_offset

    def _end(self, node: ast.expr | ast.stmt) -> int:
        return self.starts[(node.end_lineno or 1) - 1] + (node.end_col_offset or 0)


def _is_no(node: ast.expr) -> bool:
    """`None`; and `False`, for which `None` stands wherever a truth is asked (it is made `True` besides)."""
    return isinstance(node, ast.Constant) and (node.value is None or node.value is False)


def _is_for_types(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.If)
        and isinstance(node.test, ast.Name)
        and (node.test.id == "TYPE_CHECKING")
    )
