"""The text of an expression: what it may be made of, before any name is looked at."""

from __future__ import annotations

import ast
import re
import warnings
from typing import Final

from generator.expression.errors import ExpressionError

MAX_CHARACTERS: Final = 500
MAX_NODES: Final = 100

_STRING: Final = re.compile(r"'[^'\\\n]*'|\"[^\"\\\n]*\"")
_REFUSED: Final = re.compile(r"[^A-Za-z0-9_ .,()\[\]+\-*/<>=!]")
_HINTS: Final = {
    "{": "there are no mappings; lists are written [a, b]",
    "%": "there is no remainder operator",
    "&": "write `and`",
    "|": "write `or`",
    "\\": "texts have no escapes",
    ":": "there are no lambdas, slices or assignments",
    ";": "one expression, no statements",
    "?": "there is no ?: operator",
    "'": "a text ends with the quote that it begins with",
    '"': "a text ends with the quote that it begins with",
}


def read(source: str) -> ast.expr:
    """The syntax tree of a text that consists of nothing but the grammar's characters."""
    if len(source) > MAX_CHARACTERS:
        raise ExpressionError(
            "S701",
            f"the expression has {len(source)} characters; at most {MAX_CHARACTERS} are possible",
            hint="write a function in app/custom and say `custom: name`",
        )
    text = source.replace("\n", " ")
    _refuse_characters(text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tree = ast.parse(text, mode="eval")
    except SyntaxError as error:
        offset = max(min((error.offset or 1), len(source)) - 1, 0)
        raise ExpressionError(
            "S703",
            "this is not an expression",
            offset=offset,
            hint=_syntax_hint(text),
        ) from None
    except (ValueError, MemoryError, RecursionError, Warning):
        raise ExpressionError("S703", "this is not an expression") from None
    nodes = sum(isinstance(node, ast.expr) for node in ast.walk(tree))
    if nodes > MAX_NODES:
        raise ExpressionError(
            "S702",
            f"the expression has {nodes} parts; at most {MAX_NODES} are possible",
            hint="write a function in app/custom and say `custom: name`",
        )
    return tree.body


def offset_of(source: str, node: ast.AST) -> int:
    """The character at which a node begins; ast counts bytes."""
    return len(source.encode()[: getattr(node, "col_offset", 0)].decode())


def segment(source: str, node: ast.expr) -> str:
    """The text of a node."""
    return source.encode()[node.col_offset : node.end_col_offset].decode()


def _refuse_characters(text: str) -> None:
    bare = _STRING.sub(lambda found: "_" * len(found.group()), text)
    found = _REFUSED.search(bare)
    if found is None:
        return
    character = found.group()
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    hint = _HINTS.get(character, "")
    if ord(character) > 127:
        hint = "names are ASCII; other texts stand in quotes"
    raise ExpressionError(
        "S703", f"the character '{shown}' has no meaning here", offset=found.start(), hint=hint
    )


def _syntax_hint(text: str) -> str:
    if re.search(r"(?<![=<>!])=(?!=)", text):
        return "equality is written =="
    if "!" in text and "!=" not in text:
        return "negation is written `not`"
    return ""
