"""Trees → the text of our expressions, with the types that our fields have. What has no equivalent is refused, never bent."""

from __future__ import annotations

import re

from generator.importers.conditions.meaning import meant
from generator.importers.conditions.pieces import (
    AND,
    ATOM,
    COMPARE,
    FALSE,
    MOST,
    NOT,
    NUMBERS,
    OR,
    ORDERED,
    PRODUCT,
    SIGNS,
    SUM,
    TRUE,
    TURNED,
    Piece,
    Scope,
    Untranslatable,
    fitted,
    flag_of,
    flat,
    number_of,
    text_of,
)
from generator.importers.model import Node


def render(tree: Node, scope: Scope, *, loose: bool = False) -> str:
    """The condition in our language; "true" or "false" when it says the same about every record.

    `loose`: a name that is no field is a text, as SQLite takes `"a"`. Untranslatable: it cannot be said.
    """
    return _Renderer(scope, loose=loose).condition(meant(tree)).text


def render_value(tree: Node, scope: Scope) -> tuple[str, str | None]:
    """A value in our language, and its type."""
    piece = _Renderer(scope).value(meant(tree))
    return piece.text, piece.kind


_EMPTY: tuple[Node, ...] = (["lit", 0], ["lit", ""], ["lit", None], ["lit", False])


class _Renderer:
    def __init__(self, scope: Scope, *, loose: bool = False) -> None:
        self.scope = scope
        self.loose = loose

    def condition(self, node: Node) -> Piece:
        match node[0]:
            case "and" | "or":
                return self.junction(node[0], node[1:])
            case "not":
                return self.negated(node[1])
            case "if":
                first = ["and", node[1], node[2]]
                return self.condition(["or", first, ["and", ["not", node[1]], node[3]]])
            case "in":
                return self.membership(node[1], node[2])
            case "eq" | "ne" | "lt" | "le" | "gt" | "ge":
                return self.comparison(node[0], node[1], node[2])
            case "span":
                return self.span(node)
            case "like" | "ilike" | "glob" | "match":
                raise Untranslatable("texts cannot be matched with patterns in expressions")
            case _:
                return self.truth(self.value(node))

    def junction(self, kind: str, nodes: list[Node]) -> Piece:
        stops, passes = (FALSE, TRUE) if kind == "and" else (TRUE, FALSE)
        strength = AND if kind == "and" else OR
        parts: dict[str, Piece] = {}
        for node in flat(kind, nodes):
            piece = self.condition(node)
            if piece == stops:
                return stops
            if piece != passes:
                parts.setdefault(piece.text, piece)
        if len(parts) < 2:
            return next(iter(parts.values()), passes)
        text = f" {kind} ".join(each.inside(strength + 1) for each in parts.values())
        return Piece(text, strength, "bool")

    def negated(self, node: Node) -> Piece:
        if node[0] == "not":
            return self.condition(node[1])
        if node[0] in ("and", "or"):
            other = "or" if node[0] == "and" else "and"
            return self.condition([other, *(["not", each] for each in node[1:])])
        if node[0] not in (
            "eq",
            "ne",
            "lt",
            "le",
            "gt",
            "ge",
            "in",
            "if",
            "span",
            "like",
            "ilike",
            "glob",
            "match",
        ):
            piece = self.value(node)
            if piece.kind != "bool":
                return self.emptiness(piece)
        inner = self.condition(node)
        if inner.is_literal:
            return FALSE if inner == TRUE else TRUE
        null = re.fullmatch(r"([\w.]+) (==|!=) null", inner.text)
        if null:
            sign = "!=" if null[2] == "==" else "=="
            return Piece(f"{null[1]} {sign} null", COMPARE, "bool")
        return Piece(f"not {inner.inside(NOT)}", NOT, "bool")

    def truth(self, piece: Piece) -> Piece:
        """`if (x)` of the source: there, and neither zero nor empty."""
        if piece.is_literal:
            return TRUE if piece.literal not in (None, False, 0, "") else FALSE
        if piece.kind == "bool":
            return piece
        if piece.kind in NUMBERS:
            return Piece(f"{piece.inside(SUM)} != 0", COMPARE, "bool")
        if piece.kind == "list":
            return Piece(f"len({piece.text}) > 0", COMPARE, "bool")
        return Piece(f"{self.readable(piece).text} != null", COMPARE, "bool")

    def emptiness(self, piece: Piece) -> Piece:
        if piece.is_literal:
            return FALSE if self.truth(piece) == TRUE else TRUE
        if piece.kind in NUMBERS:
            text = f"{piece.inside(SUM)} == null or {piece.inside(SUM)} == 0"
            return Piece(text, OR, "bool")
        if piece.kind == "list":
            return Piece(f"not len({piece.text}) > 0", NOT, "bool")
        return Piece(f"{self.readable(piece).text} == null", COMPARE, "bool")

    def readable(self, piece: Piece) -> Piece:
        if piece.kind is None:
            raise Untranslatable(f"'{piece.text}' has a type that expressions cannot read")
        return piece

    def membership(self, left: Node, right: Node) -> Piece:
        if right[0] != "list":
            if right[0] == "field":
                return self.condition(["call", "contains", right, left])
            raise Untranslatable("`in` stands before a list of fixed values")
        return (
            self.junction("or", [["eq", left, each] for each in right[1:]])
            if len(right) < 3
            else self.listed(left, right[1:])
        )

    def listed(self, left: Node, items: list[Node]) -> Piece:
        subject = self.value(left)
        fixed: list[str] = []
        others: list[Node] = []
        for item in items:
            item = ["lit", item[1][-1]] if self.loose and item[0] == "field" else item
            if (
                item[0] != "lit"
                or item[1] in (None, "")
                or subject.kind == "bool"
                or subject.is_literal
            ):
                others.append(["eq", left, item])
                continue
            piece = fitted(subject, self.literal(item[1]))
            if piece is None:
                others.append(["eq", left, item])
            elif piece.text not in fixed:
                fixed.append(piece.text)
        pieces = [self.condition(each) for each in others]
        if len(fixed) > MOST:
            raise Untranslatable(f"a list of {len(fixed)} values; at most {MOST}")
        if subject.kind == "ref" and fixed and subject.found:
            subject = Piece(subject.found.key, ATOM, subject.found.key_kind)
        if len(fixed) == 1:
            pieces.append(Piece(f"{subject.inside(SUM)} == {fixed[0]}", COMPARE, "bool"))
        elif fixed:
            text = f"{subject.inside(SUM)} in [{', '.join(fixed)}]"
            pieces.append(Piece(text, COMPARE, "bool"))
        left_over = list({each.text: each for each in pieces if each != FALSE}.values())
        if TRUE in left_over:
            return TRUE
        if len(left_over) < 2:
            return left_over[0] if left_over else FALSE
        return Piece(" or ".join(each.inside(AND) for each in left_over), OR, "bool")

    def comparison(self, kind: str, left: Node, right: Node) -> Piece:
        if ["call", "typeof"] in (left, right):
            return TRUE
        if left[0] == "lit" and right[0] != "lit":
            return self.comparison(TURNED[kind], right, left)
        a, b = self.value(left), self.value(right)
        if self.loose and a.found is None and b.found is not None and left[0] == "field":
            a, b = b, a
        if a.is_literal and b.is_literal:
            return self.folded(kind, a, b)
        if b.is_literal:
            return self.with_literal(kind, a, b)
        self.readable(a)
        self.readable(b)
        if {a.kind, b.kind} == {"date", "datetime"}:
            # From a to b are more than no days: a is earlier.
            return Piece(f"days({a.text}, {b.text}) {SIGNS[TURNED[kind]]} 0", COMPARE, "bool")
        if {a.kind, b.kind} <= set(NUMBERS) or (a.kind == b.kind and self.same_choices(a, b)):
            return self.compared(kind, a, b)
        raise Untranslatable(f"'{a.text}' and '{b.text}' have different types")

    def span(self, node: Node) -> Piece:
        """Days between two dates; sums of numbers are compared as they stand."""
        _, kind, start, end, days, plain = node
        a, b = self.value(start), self.value(end)
        if {a.kind, b.kind} == {"date"}:
            return Piece(f"days({a.text}, {b.text}) {SIGNS[kind]} {days}", COMPARE, "bool")
        return self.comparison(plain[0], plain[1], plain[2])

    def same_choices(self, a: Piece, b: Piece) -> bool:
        mine, other = (each.found.values if each.found else {} for each in (a, b))
        return a.kind != "enum" or mine == other

    def compared(self, kind: str, a: Piece, b: Piece) -> Piece:
        if kind not in ("eq", "ne") and a.kind not in ORDERED:
            raise Untranslatable(f"'{a.text}' has no order here")
        if kind == "ne" and b.found is None and not self.loose:
            # To the source an empty field differs from every value; here `!=` says nothing of the empty.
            return Piece(f"not {a.inside(SUM)} == {b.inside(SUM)}", NOT, "bool")
        return Piece(f"{a.inside(SUM)} {SIGNS[kind]} {b.inside(SUM)}", COMPARE, "bool")

    def folded(self, kind: str, a: Piece, b: Piece) -> Piece:
        if kind not in ("eq", "ne"):
            raise Untranslatable("it is the same for every record")
        return TRUE if (a.literal == b.literal) == (kind == "eq") else FALSE

    def with_literal(self, kind: str, a: Piece, b: Piece) -> Piece:
        value = b.literal
        if value is None or (value == "" and kind in ("eq", "ne")):
            if kind not in ("eq", "ne"):
                raise Untranslatable("nothing is more or less than null")
            if a.kind == "bool":
                return self.negate_flag(a, wanted=kind == "ne")
            sign = SIGNS[kind]
            return Piece(f"{self.readable(a).inside(SUM)} {sign} null", COMPARE, "bool")
        if a.kind == "bool" and kind in ("eq", "ne"):
            flag = flag_of(value)
            if flag is None:
                raise Untranslatable(f"'{a.text}' is yes or no, not {b.text}")
            return self.negate_flag(a, wanted=flag == (kind == "eq"))
        if isinstance(value, bool) and kind in ("eq", "ne"):
            wanted = value == (kind == "eq")
            return self.truth(a) if wanted else self.emptiness(a)
        made = fitted(a, b)
        if made is None:
            if a.kind == "list" and value == 0 and kind in ("gt", "ne"):
                return self.truth(a)
            if kind in ("eq", "ne") and (a.kind == "enum" or a.kind in NUMBERS):
                # A choice that there is not, a number that is none: never equal.
                return FALSE if kind == "eq" else TRUE
            raise Untranslatable(f"{b.text} is not a value that '{a.text}' can have")
        if a.kind == "ref" and a.found:
            a = Piece(a.found.key, ATOM, a.found.key_kind)
        return self.compared(kind, a, made)

    def negate_flag(self, a: Piece, *, wanted: bool) -> Piece:
        return a if wanted else Piece(f"not {a.inside(NOT)}", NOT, "bool")

    def value(self, node: Node) -> Piece:
        match node[0]:
            case "field":
                return self.name(node[1])
            case "lit":
                return self.literal(node[1])
            case "add" | "sub" | "mul" | "div":
                return self.arithmetic(node)
            case "neg":
                inner = self.number(node[1])
                return Piece(f"-{inner.inside(ATOM)}", PRODUCT, inner.kind)
            case "call":
                return self.call(str(node[1]), node[2:])
            case "or" if len(node) == 3 and node[2] in (["list"], *_EMPTY):
                return self.instead(node)
            case "and" | "or" | "not" | "eq" | "ne" | "lt" | "le" | "gt" | "ge" | "in" | "if":
                return self.condition(node)
            case "joined":
                raise Untranslatable("texts are not put together in expressions")
            case _:
                raise Untranslatable("this has no equivalent")

    def of_choices(self, name: str, given: list[Node], arguments: list[Piece]) -> Piece:
        """The choices whose text begins with another, or holds it."""
        found, part = arguments[0].found, arguments[-1].literal
        if found is None or len(arguments) != 2 or not isinstance(part, str):
            raise Untranslatable("a choice is compared with fixed texts only")
        fitting = [
            one
            for one in found.values
            if (one.startswith(part) if name == "starts" else part in one)
        ]
        return self.membership(given[0], ["list", *(["lit", one] for one in fitting)])

    def instead(self, node: Node) -> Piece:
        """`x || 0`, `x || ''`, `x || []` as a value: what is empty is that here, or is taken as nought."""
        first = self.value(node[1])
        if first.kind in NUMBERS:
            return Piece(f"coalesce({first.text}, 0)", ATOM, first.kind)
        return self.condition(node) if first.kind == "bool" else first

    def name(self, names: list[str]) -> Piece:
        found = self.scope.look(names)
        if found is None and names[-1] == "length":
            return self.call("len", [["field", names[:-1]]])
        if found is None and self.loose and len(names) == 1:
            return self.literal(names[0])
        if found is None:
            raise Untranslatable(f"'{'.'.join(names)}' is not a field")
        if found.text in ("true", "false"):
            return TRUE if found.text == "true" else FALSE
        return Piece(found.text, ATOM, found.kind, found)

    def literal(self, value: object) -> Piece:
        if isinstance(value, bool):
            return TRUE if value else FALSE
        if value is None:
            return Piece("null", ATOM, "null", is_literal=True)
        made = text_of(value) if isinstance(value, str) else number_of(value)
        if made is None:
            raise Untranslatable(f"{value} is no number here")
        return made

    def number(self, node: Node) -> Piece:
        piece = self.value(node)
        if piece.kind == "bool" and not piece.is_literal:
            raise Untranslatable(f"'{piece.text}' is yes or no; it is not counted with")
        if piece.kind not in NUMBERS:
            raise Untranslatable(f"'{piece.text}' is not a number")
        return piece

    def arithmetic(self, node: Node) -> Piece:
        if node[0] == "sub":
            a, b = self.value(node[1]), self.value(node[2])
            if {a.kind, b.kind} <= {"date", "datetime"}:
                return Piece(f"days({b.text}, {a.text})", ATOM, "int")
        left, right = self.number(node[1]), self.number(node[2])
        sign = {"add": "+", "sub": "-", "mul": "*", "div": "/"}[node[0]]
        strength = SUM if node[0] in ("add", "sub") else PRODUCT
        text = f"{left.inside(strength)} {sign} {right.inside(strength + 1)}"
        whole = left.kind == right.kind == "int" and node[0] != "div"
        return Piece(text, strength, "int" if whole else "decimal")

    def call(self, name: str, given: list[Node]) -> Piece:
        if name in ("today", "now"):
            return Piece(f"{name}()", ATOM, "date" if name == "today" else "datetime")
        if name == "typeof":
            return TRUE
        arguments = [self.value(each) for each in given]
        texts = ", ".join(each.text for each in arguments)
        kinds = {each.kind for each in arguments}
        if name == "len" and len(arguments) == 1 and kinds <= {"string", "list"}:
            return Piece(f"len({texts})", ATOM, "int")
        if name in ("starts", "contains") and len(arguments) == 2 and kinds == {"string"}:
            return Piece(f"{name}({texts})", ATOM, "bool")
        if name in ("starts", "contains") and arguments and arguments[0].kind == "enum":
            return self.of_choices(name, given, arguments)
        if name in ("lower", "upper") and kinds == {"enum"}:
            return arguments[0]  # choices are compared whatever their case
        if name == "days" and len(arguments) == 2 and kinds <= {"date", "datetime"}:
            return Piece(f"days({texts})", ATOM, "int")
        if name == "round" and arguments and kinds <= set(NUMBERS):
            return Piece(f"round({texts})", ATOM, "int" if len(arguments) == 1 else "decimal")
        if name in ("coalesce", "min", "max") and 2 <= len(arguments) <= 8:
            if kinds <= set(NUMBERS):
                return Piece(f"{name}({texts})", ATOM, "decimal" if "decimal" in kinds else "int")
            if len(kinds) == 1 and (name == "coalesce" or kinds & set(ORDERED)):
                return Piece(f"{name}({texts})", ATOM, arguments[0].kind)
            last = arguments[-1]
            empty = last.is_literal and last.literal in (None, "", False, 0)
            # coalesce(flag, false), coalesce(text, ''): what is empty is that here anyway.
            if name == "coalesce" and len(arguments) == 2 and empty:
                return arguments[0]
        raise Untranslatable(f"there is no function {name}() here")
