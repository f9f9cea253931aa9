"""Values as the schema writes them: one line in flow style, or lines of keys for what is large."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML


def flow(value: Any) -> str:
    """`{type: enum, of: Priority}`; texts are quoted where YAML would read something else."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return str(value)
        case str():
            return _text(value)
        case Mapping():
            return "{" + ", ".join(f"{_text(k)}: {flow(v)}" for k, v in value.items()) + "}"
        case Sequence():
            return "[" + ", ".join(flow(item) for item in value) + "]"
    raise TypeError(f"{type(value).__name__} is no value of a schema")


def block(value: Mapping[str, Any], indent: int, depth: int) -> list[str]:
    """Lines of `key: value`: mappings of mappings down to `depth` below one another, everything else in one line."""
    lines: list[str] = []
    for key, item in value.items():
        head = " " * indent + _text(key) + ":"
        if depth > 1 and is_large(item):
            lines += [head, *block(item, indent + 2, depth - 1)]
        else:
            lines.append(f"{head} {flow(item)}")
    return lines


def is_large(value: Any) -> bool:
    """A mapping that holds mappings: `fields`, not `label`."""
    return isinstance(value, Mapping) and any(isinstance(one, Mapping) for one in value.values())


@lru_cache(maxsize=4096)
def _text(text: str) -> str:
    if "\n" in text or not text.isprintable():
        return json.dumps(text, ensure_ascii=False)
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = True
    yaml.allow_unicode = True
    yaml.width = 100_000
    out = io.StringIO()
    yaml.dump([text], out)
    written = out.getvalue().strip()[1:-1]
    # The schema's own quotes are double ones, as long as nothing has to be escaped in them.
    if written.startswith("'") and not set('"\\') & set(text):
        return f'"{text}"'
    return written
