"""Which lines of app/custom mention a field, a state or a transition, by the text of the source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path


def lines(root: Path, entity: str, table: str, name: str) -> list[str]:
    """`app/custom/shop/prices.py:41`, of modules that speak of the entity: attributes, keywords and texts `name`."""
    found: list[str] = []
    for file in sorted((root / "app" / "custom").rglob("*.py")):
        text, names = _names(file)
        if not re.search(rf"\b({entity}|{table})\b", text):
            continue
        places = sorted({line for line, used in names if used == name})
        found += [f"{file.relative_to(root).as_posix()}:{line}" for line in places]
    return found


@cache
def _names(file: Path) -> tuple[str, list[tuple[int, str]]]:
    """The text, and (line, name) of everything in it that may name a part of an entity."""
    text = file.read_text(encoding="utf-8")
    return text, list(_walk(ast.parse(text)))


def _walk(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name, lineno=line):
                yield line, name
                yield line, name.removesuffix("_id")
            case ast.keyword(arg=str(name)):
                yield node.value.lineno, name
            case ast.Constant(value=str(name), lineno=line):
                yield line, name
