"""One parser for conditions in SQL, JavaScript and Python: precedence climbing over their common signs and words."""

from __future__ import annotations

from typing import Any, Final

from generator.importers.conditions.tokens import NotUnderstood, Token, tokens
from generator.importers.model import Node

__all__ = ["NotUnderstood", "parse"]

DEEPEST: Final = 60
_OR, _AND, _NOT, _COMPARE, _SUM, _PRODUCT, _UNARY = range(1, 8)
_SIGNS: Final[dict[str, tuple[int, str]]] = {
    "||": (_OR, "or"), "or": (_OR, "or"), "&&": (_AND, "and"), "and": (_AND, "and"),
    "==": (_COMPARE, "eq"), "===": (_COMPARE, "eq"), "=": (_COMPARE, "eq"),
    "!=": (_COMPARE, "ne"), "!==": (_COMPARE, "ne"), "<>": (_COMPARE, "ne"),
    "<": (_COMPARE, "lt"), "<=": (_COMPARE, "le"), ">": (_COMPARE, "gt"), ">=": (_COMPARE, "ge"),
    "~": (_COMPARE, "match"), "~*": (_COMPARE, "imatch"), "regexp": (_COMPARE, "match"),
    "like": (_COMPARE, "like"), "ilike": (_COMPARE, "ilike"), "glob": (_COMPARE, "glob"),
    "in": (_COMPARE, "in"), "is": (_COMPARE, "is"), "between": (_COMPARE, "between"),
    "not": (_COMPARE, "not"), "!~": (_COMPARE, "not_match"),
    "~~": (_COMPARE, "like"), "~~*": (_COMPARE, "ilike"), "!~~": (_COMPARE, "not_like"), "!~~*": (_COMPARE, "not_ilike"),
    "+": (_SUM, "add"), "-": (_SUM, "sub"), "*": (_PRODUCT, "mul"), "/": (_PRODUCT, "div"),
    "%": (_PRODUCT, "mod"),
}  # fmt: skip
_WORDS: Final[dict[str, Any]] = {
    "null": None, "none": None, "undefined": None, "true": True, "false": False,
}  # fmt: skip


def parse(source: str, *, sql: bool = False) -> Node:
    """The tree of a condition. NotUnderstood: it is in none of the three languages, or does more than compare."""
    reader = _Parser(tokens(source, sql=sql), sql=sql)
    tree = reader.ternary()
    if reader.text == ";":
        reader.take()
    if reader.token.kind != "end":
        raise NotUnderstood(f"'{reader.token.text[:40]}' is not understood here")
    return tree


class _Parser:
    def __init__(self, words: list[Token], *, sql: bool) -> None:
        self.words = words
        self.sql = sql
        self.at = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.words[self.at]

    @property
    def text(self) -> str:
        """The next sign or word in small letters; empty where a text or quoted name comes."""
        token = self.token
        return token.text.lower() if token.kind in ("name", "sign") else ""

    def take(self) -> Token:
        token = self.token
        self.at = min(self.at + 1, len(self.words) - 1)
        return token

    def expect(self, sign: str) -> None:
        if self.text != sign:
            shown = self.token.text[:40] or "the end"
            raise NotUnderstood(f"'{sign}' is expected before {shown}")
        self.take()

    def ternary(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotUnderstood("it is nested too deeply")
        tree = self.case() if self.sql and self.text == "case" else self.climb(_OR)
        if self.text == "?":
            self.take()
            then = self.ternary()
            self.expect(":")
            tree = ["if", tree, then, self.ternary()]
        elif self.text == "if" and not self.sql:
            self.take()
            condition = self.climb(_OR)
            self.expect("else")
            tree = ["if", condition, tree, self.ternary()]
        self.depth -= 1
        return tree

    def case(self) -> Node:
        self.take()
        branches: list[tuple[Node, Node]] = []
        last: Node = ["lit", None]
        while self.text == "when":
            self.take()
            condition = self.climb(_OR)
            self.expect("then")
            branches.append((condition, self.ternary()))
        if self.text == "else":
            self.take()
            last = self.ternary()
        self.expect("end")
        for condition, then in reversed(branches):
            last = ["if", condition, then, last]
        return last

    def climb(self, least: int) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotUnderstood("it is nested too deeply")
        left = self.prefix()
        while True:
            if self.text == "??":
                self.take()
                left = ["call", "coalesce", left, self.climb(_SUM)]
                continue
            strength, kind = _SIGNS.get(self.text, (0, ""))
            if self.sql and self.text == "||":
                strength, kind = _SUM, "joined"
            if strength < least or not kind:
                break
            self.take()
            left = self.joined(left, kind, strength)
        self.depth -= 1
        return left

    def joined(self, left: Node, kind: str, strength: int) -> Node:
        if kind == "not":
            strength, kind = _SIGNS.get(self.text, (0, ""))
            if kind not in ("in", "like", "ilike", "glob", "match", "between"):
                raise NotUnderstood(f"'not {self.token.text[:20]}' is not understood")
            self.take()
            return ["not", self.joined(left, kind, strength)]
        if kind == "is":
            negated = self.text == "not"
            if negated:
                self.take()
            if self.sql and self.text == "distinct":
                self.take()
                self.expect("from")
                same: Node = ["same", left, self.climb(strength + 1)]
                return same if negated else ["not", same]
            right = self.climb(strength + 1)
            return ["ne" if negated else "eq", left, right]
        if kind == "between":
            low = self.climb(_SUM)
            self.expect("and")
            return ["and", ["ge", left, low], ["le", left, self.climb(_SUM)]]
        if kind in ("not_match", "not_like", "not_ilike"):
            return ["not", [kind.removeprefix("not_"), left, self.climb(strength + 1)]]
        if kind == "in" and self.text == "(":
            self.take()
            return ["in", left, ["list", *self.several(")")]]
        right = self.climb(strength + 1)
        if kind == "imatch":
            return ["match", left, _insensitive(right)]
        if kind in ("and", "or"):
            first = left[1:] if left[0] == kind else [left]
            return [kind, *first, *(right[1:] if right[0] == kind else [right])]
        return _any(kind, left, right)

    def prefix(self) -> Node:
        if self.text in ("!", "not"):
            tight = self.take().text == "!"
            return ["not", self.climb(_UNARY if tight else _NOT)]
        if self.text == "-":
            self.take()
            inner = self.climb(_UNARY)
            is_number = inner[0] == "lit" and not isinstance(inner[1], bool | str | None)
            return ["lit", -inner[1]] if is_number else ["neg", inner]
        if self.text == "+":
            self.take()
            return self.climb(_UNARY)
        return self.postfix(self.primary())

    def primary(self) -> Node:
        token = self.take()
        if token.kind in ("number", "text"):
            return ["lit", token.value]
        if token.kind == "regex":
            return ["regex", token.value]
        if token.kind == "quoted":
            return ["field", [str(token.value)]]
        if token.text == "(":
            inner = self.ternary()
            if self.text == "," and self.sql:
                self.take()
                return ["list", inner, *self.several(")")]
            self.expect(")")
            return inner
        if token.text == "[":
            return ["list", *self.several("]")]
        if token.kind != "name":
            raise NotUnderstood(f"'{token.text[:40] or 'the end'}' is not understood here")
        return self.word(token)

    def word(self, token: Token) -> Node:
        lowered = token.text.lower()
        if lowered in _WORDS and self.text not in (".", "("):
            return ["lit", _WORDS[lowered]]
        if self.sql and lowered == "array" and self.text == "[":
            self.take()
            return ["list", *self.several("]")]
        if (
            self.sql
            and lowered in ("date", "timestamp", "time", "timestamptz", "interval")
            and self.token.kind == "text"
        ):
            return ["lit", self.take().value]
        if self.sql and lowered == "cast" and self.text == "(":
            self.take()
            inner = self.ternary()
            self.expect("as")
            self.type_name()
            self.expect(")")
            return inner
        return ["field", [token.text]]

    def postfix(self, node: Node) -> Node:
        while True:
            if self.text in (".", "?."):
                is_optional = self.take().text == "?."
                if is_optional and self.text == "(":
                    continue
                name = self.take()
                if name.kind not in ("name", "quoted"):
                    raise NotUnderstood(f"'.{name.text[:20]}' is not understood")
                word = str(name.value)
                node = ["field", [*node[1], word]] if node[0] == "field" else ["attr", node, word]
            elif self.text == "(" and node[0] in ("field", "attr"):
                self.take()
                if self.sql:
                    self.of_words(node)
                node = _called(node, self.several(")"))
            elif self.text == "[" and node[0] == "field":
                self.take()
                inner = self.ternary()
                self.expect("]")
                if inner[0] != "lit" or not isinstance(inner[1], str):
                    raise NotUnderstood("rows of a list are not looked at one by one")
                node = ["field", [*node[1], inner[1]]]
            elif self.text == "::":
                self.take()
                self.type_name()
            elif self.sql and self.text == "collate":
                self.take()
                self.take()
            else:
                return node

    def of_words(self, node: Node) -> None:
        """`trim(both from x)`, `extract(year from x)`, `position(x in y)`, `substring(x from 1 for 2)`: plain arguments."""
        name = str(node[-1][-1]).lower() if node[0] == "field" else ""
        if name == "trim" and self.text in ("both", "leading", "trailing"):
            self.take()
            if self.text != "from":
                self.climb(_SUM)
            self.expect("from")
        elif name == "extract" and self.token.kind == "name":
            node[1] = [self.take().text]
            self.expect("from")
        elif name in ("position", "substring"):
            self.words = [
                Token("sign", ",")
                if each.kind == "name"
                and each.text.lower() in ("in", "from", "for")
                and self.at <= place < self.end()
                else each
                for place, each in enumerate(self.words)
            ]

    def end(self) -> int:
        """Where the bracket ends that is open here."""
        depth = 0
        for place in range(self.at, len(self.words)):
            sign = self.words[place].text if self.words[place].kind == "sign" else ""
            depth += {"(": 1, ")": -1}.get(sign, 0)
            if depth < 0:
                return place
        return self.at

    def type_name(self) -> None:
        """`numeric(10, 2)`, `character varying[]`, `timestamp without time zone`: read past."""
        self.take()
        while (
            self.text in ("varying", "precision", "without", "with", "time", "zone", ".")
            or self.token.kind == "quoted"
        ):
            self.take()
        if self.text == "(":
            self.take()
            self.several(")")
        while self.text == "[":
            self.take()
            self.expect("]")

    def several(self, end: str) -> list[Node]:
        """Nodes parted by commas up to `end`, which is taken."""
        found: list[Node] = []
        while self.text != end:
            found.append(self.ternary())
            if self.text == ",":
                self.take()
            elif self.text != end:
                raise NotUnderstood(f"'{self.token.text[:40] or 'the end'}' is not understood here")
        self.take()
        return found


def _called(node: Node, arguments: list[Node]) -> Node:
    """`f(x)` → call; `x.f(y)` → call whose first argument is x."""
    if node[0] == "attr":
        return ["call", node[2], node[1], *arguments]
    names = node[1]
    if len(names) == 1:
        return ["call", names[0], *arguments]
    if names[-1] == "get" and len(arguments) in (1, 2) and arguments[0][0] == "lit":
        return ["field", [*names[:-1], str(arguments[0][1])]]
    return ["call", names[-1], ["field", names[:-1]], *arguments]


def _any(kind: str, left: Node, right: Node) -> Node:
    """`x = ANY (ARRAY[…])` of PostgreSQL is `x in (…)`."""
    is_any = right[0] == "call" and str(right[1]).lower() in ("any", "all") and len(right) == 3
    if is_any and right[2][0] == "lit" and isinstance(right[2][1], str):
        # '{1,2,3}'::integer[]
        parts = right[2][1].strip("{}").split(",")
        right[2] = ["list", *(["lit", each.strip().strip('"')] for each in parts)]
    if is_any and right[2][0] == "list":
        if kind == "eq" and str(right[1]).lower() == "any":
            return ["in", left, right[2]]
        if kind == "ne" and str(right[1]).lower() == "all":
            return ["not", ["in", left, right[2]]]
    return [kind, left, right]


def _insensitive(pattern: Node) -> Node:
    return ["lit", f"(?i){pattern[1]}"] if pattern[0] == "lit" else pattern
