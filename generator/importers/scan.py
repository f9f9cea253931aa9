"""Words of the languages that have no library here: JDL and Prisma. Each remembers its line and the comment before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NoReturn

from generator.importers.refusals import refuse


@dataclass(frozen=True, slots=True)
class Word:
    """`kind`: name, text, number, regex, sign, line (the end of one) or end. `doc`: the comment that explains it."""

    kind: str
    text: str
    line: int
    column: int
    doc: str = ""
    doc_line: int = 0


_SPACE: Final = r"(?P<space>[^\S\n]+)|(?P<line>\n)"
_REST: Final = r"""|(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w-]))"""
JDL: Final = re.compile(
    _SPACE + r"|(?P<doc>/\*\*(?!/).*?\*/)|(?P<comment>//[^\n]*|/\*.*?\*/)" + _REST
    + r"|(?P<name>[^\W\d][\w$]*(?:[-./][\w$]+)*|\d[\w.-]*|\.{1,2}/[\w./-]*)|(?P<sign>[^\w\s])",
    re.DOTALL,
)  # fmt: skip
PRISMA: Final = re.compile(
    _SPACE + r"|(?P<doc>///[^\n]*)|(?P<comment>//[^\n]*|/\*.*?\*/)" + _REST
    + r"|(?P<name>[^\W\d][\w-]*)|(?P<sign>@@|[^\w\s])",
    re.DOTALL,
)  # fmt: skip
_REGEX: Final = re.compile(r"/((?:[^/\\\n]|\\.|/(?!\s*\)))*)/(?=\s*\))")
_STARS: Final = re.compile(r"^\s*\*? ?", re.MULTILINE)


def scan(text: str, file: str, words: re.Pattern[str]) -> list[Word]:
    """All words and an end. SchemaProblems: a quote is not closed."""
    return list(_scan(text.replace("\r\n", "\n"), file, words))


def _scan(text: str, file: str, words: re.Pattern[str]) -> Iterator[Word]:
    at, line, start, doc, doc_line, last = 0, 1, 0, "", 0, ""
    while at < len(text):
        regex = _REGEX.match(text, at) if last == "(" else None
        found = regex or words.match(text, at)
        column = at - start + 1
        if found is None:
            _unclosed(file, line, column, text[at])
        kind = "regex" if regex else found.lastgroup or ""
        shown = found.group()
        at = found.end()
        if kind == "sign" and shown in "\"'":
            _unclosed(file, line, column, shown)
        if kind == "doc":
            doc_line = line
            doc = f"{doc}\n{_plain(shown)}".strip()
        elif kind == "line":
            behind = words is PRISMA and doc_line == line
            yield Word("line", "\n", line, column, doc if behind else "", doc_line)
            doc = "" if behind else doc
        elif kind not in ("space", "comment"):
            inner = regex.group(1) if regex else shown
            yield Word(kind, _text(shown) if kind == "text" else inner, line, column, doc, doc_line)
            doc, last = "", shown
        if "\n" in shown:
            line += shown.count("\n")
            start = found.start() + shown.rindex("\n") + 1
    yield Word("end", "", line, at - start + 1, doc, doc_line)


def _unclosed(file: str, line: int, column: int, sign: str) -> NoReturn:
    refuse(file, line, f"the quote or comment that begins with {sign} is not closed", column=column)


def _plain(comment: str) -> str:
    if comment.startswith("///"):
        return comment[3:].strip()
    return _STARS.sub("", comment[3:-2]).strip()


_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r"}


def _text(quoted: str) -> str:
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), quoted[1:-1])
