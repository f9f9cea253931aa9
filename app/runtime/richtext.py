"""Marked-up text is reduced to harmless tags when it is written, so that no channel can show anything else."""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from html.parser import HTMLParser

TAGS = frozenset(
    [
        "p",
        "br",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "sub",
        "sup",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "blockquote",
        "pre",
        "code",
        "hr",
        "a",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
)
EMPTY = frozenset({"br", "hr"})
# Their content is no text to read.
SILENT = frozenset({"script", "style", "title", "template", "iframe", "object", "svg", "math"})
SCHEMES = ("http://", "https://", "mailto:", "tel:", "/")


def clean(markup: str) -> str:
    """The text with allowed tags only, every one closed, links without scripts."""
    reader = _Reader()
    reader.feed(_ended(markup))
    reader.close()
    return reader.text()


_DECLARED = re.compile(r"<[!?][^<>]*+>")
_LOOSE = re.compile(r"<(?=[!?])|<(?![^<>]*+>)")


def _ended(markup: str) -> str:
    """Without comments, and every `<` that begins nothing as text: the parser looks for the end of each to the end of
    the whole, so that a text of many would take it hours.
    """
    parts, at = [], 0
    while (start := markup.find("<!--", at)) >= 0 and (end := markup.find("-->", start + 4)) >= 0:
        parts.append(markup[at:start])
        at = end + 3
    return _LOOSE.sub("&lt;", _DECLARED.sub("", "".join([*parts, markup[at:]])))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._open: list[str] = []
        self._of_each = Counter[str]()
        self._silent = 0

    def text(self) -> str:
        return "".join([*self._out, *(f"</{tag}>" for tag in reversed(self._open))])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._silent += 1
        if self._silent or tag not in TAGS:
            return
        self._out.append(f"<{tag}{_link(attrs) if tag == 'a' else ''}>")
        if tag not in EMPTY:
            self._open.append(tag)
            self._of_each[tag] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in EMPTY and not self._silent:
            self._out.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
        while self._of_each[tag]:
            last = self._open.pop()
            self._of_each[last] -= 1
            self._out.append(f"</{last}>")
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._out.append(escape(data, quote=False))


def _link(attrs: list[tuple[str, str | None]]) -> str:
    target = next((value for name, value in attrs if name == "href"), None)
    # Blanks and control characters inside a scheme are ignored by browsers.
    plain = "".join(letter for letter in target or "" if letter.isprintable()).strip()
    if not plain.lower().startswith(SCHEMES) or plain.startswith("//"):
        return ""
    return f' href="{escape(plain)}" rel="noopener noreferrer nofollow"'
