"""A document as people write schemas: entities in blocks, a field a line, a comment where a name was another one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from generator.characters import visible

_PLAIN: Final = re.compile(r"[A-Za-z_\u3400-\u9fff](?:[\w\u3400-\u9fff./()（）、%+-]| (?! ))*\Z")
_WORDS: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_PLAIN_KEY: Final = re.compile(r"[A-Za-z0-9_]+\Z")
_BLOCKS: Final = re.compile(
    r"(?:|roles|modules|enums|entities|entities\.\w+"
    r"|entities\.\w+\.(?:fields|children|checks|scopes|permissions|permissions\.fields|workflow|workflow\.states|workflow\.transitions|screens|screens\.tabs|screens\.list))\Z"
)
"""Paths whose values stand one a line; all others are written in braces."""


def text_of(document: Mapping[str, Any], comments: Mapping[str, str]) -> str:
    """The document as YAML 1.2."""
    return "\n".join(_lines(document, "", 0, comments)) + "\n"


def _lines(
    node: Mapping[str, Any], path: str, depth: int, comments: Mapping[str, str]
) -> Iterator[str]:
    indent = "  " * depth
    keys = [_key(name) for name in node]
    lined_up = path.endswith(".fields") or path in ("roles", "modules")
    width = min(max((len(key) for key in keys), default=0), 24) if lined_up else 0
    for (name, value), key in zip(node.items(), keys, strict=True):
        here = f"{path}.{name}".lstrip(".")
        was = comments.get(here)
        comment = f"  # {visible(was, 80)}" if was else ""
        if depth == 1 and path == "entities" and name != next(iter(node)):
            yield ""
        if isinstance(value, Mapping) and value and _BLOCKS.match(here):
            yield f"{indent}{key}:{comment}"
            yield from _lines(value, here, depth + 1, comments)
        elif here.endswith(".screens.form") and isinstance(value, list):
            yield f"{indent}{key}:"
            yield from (f"{indent}  - {flow(each)}" for each in value)
        else:
            space = " " * max(1, width - len(key) + 1)
            yield f"{indent}{key}:{space}{flow(value)}{comment}"


def flow(value: Any) -> str:
    """A value in one line."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(name)}: {flow(each)}" for name, each in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(flow(each) for each in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int | float):
        return json.dumps(value)
    text = str(value)
    if _PLAIN.match(text) and text.casefold() not in _WORDS and not text.endswith(" "):
        return text
    return json.dumps(text, ensure_ascii=False)


def _key(name: str) -> str:
    if _PLAIN_KEY.match(name) and name.casefold() not in _WORDS:
        return name
    return json.dumps(name, ensure_ascii=False)
