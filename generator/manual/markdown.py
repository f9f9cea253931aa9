"""The blocks of a manual as Markdown, for docs/manual."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

MADE = "<!-- Made by `dougong generate` from schema.yaml. Do not edit. -->"


def markdown(title: str, blocks: list[dict[str, Any]], figure: str) -> str:
    """One document; `figure` is the address of the flow chart."""
    return "\n".join(_lines(title, blocks, figure)) + "\n"


def _lines(title: str, blocks: list[dict[str, Any]], figure: str) -> Iterator[str]:
    yield f"# {_plain(title)}"
    yield ""
    yield MADE
    for block in blocks:
        yield ""
        match block["kind"]:
            case "text":
                yield _plain(block["text"])
            case "caution":
                yield f"> ⚠ {_plain(block['text'])}"
            case "heading":
                yield f"## {_plain(block['text'])}"
            case "step":
                yield f"### {_plain(block['text'])}"
            case "figure":
                yield f"![{_plain(title)}]({figure})"
            case "facts":
                yield from (f"- **{_plain(name)}** {_plain(text)}" for name, text in block["rows"])
            case "list":
                yield from (f"- {_plain(item)}" for item in block["items"])
            case "table":
                yield from _table(block["heads"], block["rows"])


def _table(heads: list[str], rows: list[list[str]]) -> Iterator[str]:
    yield "| " + " | ".join(map(_cell, heads)) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(map(_cell, row)) + " |"


def _cell(text: str) -> str:
    return _plain(text).replace("|", "\\|").replace("\n", "<br>")


def _plain(text: str) -> str:
    """Signs of Markdown and HTML in a label stay signs."""
    for sign in "\\`*_[":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("&", "&amp;").replace("<", "&lt;")
