"""Reading, compiling and writing the shared cases in cases.json."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from generator import source
from generator.expression import EntityNames, Use, compile_expression
from generator.parse import parse
from generator.symbols import Symbols

FOLDER = Path(__file__).parent
CASES = FOLDER / "cases.json"


def read() -> dict[str, Any]:
    return json.loads(CASES.read_text(encoding="utf-8"))


def write(document: dict[str, Any]) -> None:
    """One case a line, so that a diff shows which case changed."""
    head = {key: value for key, value in document.items() if key != "cases"}
    lines = [json.dumps(case, ensure_ascii=False) for case in document["cases"]]
    text = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    CASES.write_text(
        text + ',\n "cases": [\n  ' + ",\n  ".join(lines) + "\n ]\n}\n", encoding="utf-8"
    )


@functools.cache
def symbols() -> Symbols:
    root = source.read(FOLDER / "schema.yaml", [])
    assert root is not None
    return Symbols(parse(root))


def compiled(text: str, entity: str = "Sample") -> dict[str, Any]:
    """The tree and the type of one expression of the samples' schema."""
    expression, _ = compile_expression(text, EntityNames(entity, symbols(), Use("a case")))
    return {"tree": expression.tree, "type": expression.type}
