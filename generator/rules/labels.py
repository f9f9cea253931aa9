"""Labels: a text in every language of the application, one line, nothing invisible."""

from __future__ import annotations

from generator import naming
from generator.nodes import ScalarNode
from generator.parse import FoundLabels, comma_hint
from generator.problem import did_you_mean
from generator.symbols import Symbols


def check(symbols: Symbols) -> None:
    app = symbols.root.mapping("app")
    for number, node in enumerate(app.texts("languages")):
        if not naming.LANGUAGE.match(node.text):
            symbols.refuse(
                node.at,
                "S201",
                f"'{node.text[:20]}' is not a language code",
                f"app.languages[{number}]",
                "two letters, such as zh or en",
            )
    if symbols.languages:
        for found in symbols.document.labels:
            _check_labels(symbols, found)


def _check_labels(symbols: Symbols, found: FoundLabels) -> None:
    missing = [name for name in symbols.languages if name not in found.node]
    if missing:
        symbols.refuse(
            found.node.at,
            "S204",
            f"no label in {' and '.join(repr(name) for name in missing)}",
            found.path,
            "add " + ", ".join(f"{name}: …" for name in missing),
        )
    for entry in found.node:
        if entry.key in found.others:
            continue
        path = f"{found.path}.{entry.key}"
        if entry.key not in symbols.languages:
            code = "S206" if naming.LANGUAGE_LIKE.match(entry.key) else "S101"
            what = "app.languages has no" if code == "S206" else "unknown key"
            symbols.refuse(
                entry.at,
                code,
                f"{what} '{entry.key[:60]}'",
                path,
                comma_hint(entry) or did_you_mean(entry.key, [*symbols.languages, *found.others]),
            )
            continue
        node = entry.node
        if not isinstance(node, ScalarNode) or (node.plain and node.value is None):
            symbols.refuse(node.at, "S205", "a label is one text", path)
        else:
            _check_text(symbols, node, path, found.longest)


def _check_text(symbols: Symbols, node: ScalarNode, path: str, longest: int) -> None:
    text = node.text
    if not text.strip():
        symbols.refuse(node.at, "S205", "the label is empty", path)
    elif len(text) > longest:
        symbols.refuse(
            node.at, "S205", f"a label of {len(text)} characters; at most {longest}", path
        )
    elif "\n" in text or "\t" in text:
        symbols.refuse(node.at, "S205", "a label is one line of visible characters", path)
