"""Schemas and expressions at random: whole ones cut, spliced and spoilt, and ones that never were any."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as st

from generator import SchemaProblems, load_text
from generator.emit import emit
from generator.expression import EntityNames, ExpressionError, Use, compile_expression
from tests.expressions.cases import symbols
from tests.hostile.base import ORDINARY, schema
from tests.hostile.options import EXPRESSIONS
from tests.hostile.watch import watched

TESTS: Final = Path(__file__).parents[1]
SHOP: Final = (TESTS / "schemas" / "shop.yaml").read_text(encoding="utf-8")
KEYS: Final = (
    "version", "app", "include", "roles", "modules", "enums", "users", "entities", "reports", "separate", "module", "label",
    "title", "fields", "children", "workflow", "states", "transitions", "sla", "scopes", "permissions", "checks", "unique",
    "indexes", "screens", "api", "ledger", "retain", "tests", "type", "required", "default", "values", "of", "to", "formula",
    "lookup", "sum", "count", "where", "from", "by", "asks", "needs", "when", "approve", "not", "zh", "en", "read", "create",
    "Thing", "Person", "Part", "summary", "day", "agent", "final", "was", "custom", "expression", "minutes", "escalate",
)  # fmt: skip
PIECES: Final = (
    *KEYS, *ORDINARY.values(), *EXPRESSIONS[:40], "{", "}", "[", "]", ", ", ": ", "\n", "\n  ", "\n      ", "- ", "'", '"', "#",
    "&a ", "*a", "!!x ", "|\n", ">\n", "? ", "%", "@", "`", "\t", "\r", "\0", "\ufeff", "\u202e", "\ud800", "<<", "---\n", "null",
    "true", "-1", "1.5", "9" * 30, ".inf", "2026-02-30", "all", "system", "creator", "state", "id", "User", "User.id", "a.b.c",
)  # fmt: skip
WORDS: Final = (
    "quantity", "amount", "name", "done", "kind", "owner", "owner.name", "owner.level", "begins_at", "creator", "state", "user",
    "user.id", "today()", "now()", "days", "len", "coalesce", "(", ")", "[", "]", ",", ".", "+", "-", "*", "/", "**", "//", "%",
    "==", "!=", "<", "<=", "=", ":=", "and", "or", "not", "in", "is", "if", "else", "for", "lambda", "null", "true", "None", "0",
    "1", "1.5", "1e9", "'x'", '"x"', "'", '"', "\\", "\n", "#", "{", "}", "f'{x}'", "__class__", "中", "\u202e", "…", ":", ";",
)  # fmt: skip

texts = st.one_of(st.sampled_from(PIECES), st.text(max_size=12), st.sampled_from(EXPRESSIONS))
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(KEYS), texts), inner, max_size=5),
    ),
    max_leaves=30,
)


def flow(value: Any) -> str:
    """A value as YAML on one line; texts stand bare, so that they may become something else."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return {None: "null", True: "true", False: "false"}.get(value, str(value))


@st.composite
def filled(draw: st.DrawFn) -> str:
    """The ordinary schema with something else at one to three places."""
    places = draw(st.lists(st.sampled_from(sorted(ORDINARY)), min_size=1, max_size=3, unique=True))
    return schema(**{place: draw(values.map(flow)) for place in places})


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """A schema with pieces removed, doubled, moved and put in."""
    text = draw(st.sampled_from((schema(), SHOP)))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(start + draw(st.sampled_from((0, 1, 3, 20, 200))), len(text))
        piece = draw(st.sampled_from(("none", "double", "swap", "other")))
        middle = {"none": "", "double": text[start:end] * 2, "swap": text[start:end][::-1]}
        text = text[:start] + middle.get(piece, draw(texts)) + text[end:]
    return text


documents = st.one_of(
    filled(),
    spoilt(),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.dictionaries(st.sampled_from(KEYS), values, max_size=8).map(flow),
    st.text(max_size=200),
)
expressions = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map("".join),
    st.text(max_size=40),
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """The bytes of a schema, some of them others."""
    data = bytearray(schema().encode())
    for place, byte in draw(
        st.lists(st.tuples(st.integers(0, len(data) - 1), st.integers(0, 255)), max_size=6)
    ):
        data[place] = byte
    cut = draw(st.integers(0, 4 * len(data)))
    return bytes(data[:cut])


def judge(text: str) -> bool:
    """Whether the schema is accepted; then what is generated of it is Python."""
    with watched():
        try:
            plan = load_text(text)
        except SchemaProblems as found:
            told = str(found).encode()
        else:
            for path, source in emit(plan).items():
                if path.endswith(".py"):
                    compile(source, path, "exec", dont_inherit=True)
            return True
    assert told
    return False


def judge_expression(text: str) -> bool:
    """Whether the expression is accepted."""
    with watched():
        try:
            compile_expression(text, EntityNames("Sample", symbols(), Use("a case")))
        except ExpressionError as found:
            offset = found.offset
        else:
            return True
    assert 0 <= offset <= len(text)
    return False
