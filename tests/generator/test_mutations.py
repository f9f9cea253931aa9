"""A mangled schema is a list of problems or a plan that generates; it is never a crash."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from generator import SchemaProblems, load_text
from generator.emit import emit

TESTS = Path(__file__).parents[1]
SOURCES = [
    (TESTS / path).read_text(encoding="utf-8")
    for path in (
        "golden/property/schema.yaml",
        "golden/bad_several/schema.yaml",
        "schemas/shop.yaml",
    )
]
TOKEN = re.compile(r"[A-Za-z_][\w.]*|[0-9]+|'[^']*'|\"[^\"]*\"")
GROUP = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]")
VALUES = [
    "null", "[]", "{}", "true", "5", "-1", "1.5", '"x"', "[a, b]", "{a: b}", "User", "id", "state", "creator",
    "all", "system", "user.id", "a.b.c", "*x", "!!x", "今天", "{custom: f}", "[[a]]", "a == b", "1 < 2", "working",
]  # fmt: skip


def mangled(chance: random.Random) -> str:
    text = chance.choice(SOURCES)
    for _ in range(chance.choice([1, 1, 2, 4])):
        kind = chance.randrange(5)
        lines = text.split("\n")
        token = chance.choice(list(TOKEN.finditer(text)))
        if kind == 0:
            text = text[: token.start()] + chance.choice(VALUES) + text[token.end() :]
        elif kind == 1:
            other = chance.choice(list(TOKEN.finditer(text))).group()
            text = text[: token.start()] + other + text[token.end() :]
        elif kind == 2:
            del lines[chance.randrange(len(lines))]
            text = "\n".join(lines)
        elif kind == 3:
            group = chance.choice(list(GROUP.finditer(text)))
            text = text[: group.start()] + chance.choice(VALUES) + text[group.end() :]
        else:
            place = chance.randrange(len(text))
            text = text[:place] + chance.choice("{}[],: \"'#&*!|>-\n\t%@`") + text[place:]
    return text


@pytest.mark.parametrize("seed", range(120))
def test_a_mangled_schema_never_crashes(seed: int) -> None:
    text = mangled(random.Random(seed))
    try:
        plan = load_text(text)
    except SchemaProblems:
        return
    for path, source in emit(plan).items():
        if path.endswith(".py"):
            compile(source, path, "exec", dont_inherit=True)
