"""The words of a condition, whatever language it is written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

LONGEST: Final = 4_000


class NotUnderstood(Exception):
    """The condition is not one that can be read; the text says why."""


@dataclass(frozen=True, slots=True)
class Token:
    """`kind`: name, quoted (a name in quotes), text, number, regex, sign or end."""

    kind: str
    text: str
    value: str | int | Decimal | None = None


_WORD: Final = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*.*?\*/|--[^\n]*)
    |(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<name>[^\W\d][\w$]*)
    |(?P<single>'(?:[^'\\]|\\.|'')*')
    |(?P<double>"(?:[^"\\]|\\.|"")*")
    |(?P<back>`[^`]*`)
    |(?P<sign>!~~\*|!~~|~~\*|~~|->>|\#>>|->|\#>|@>|<@|===|!==|==|!=|<>|<=|>=|&&|\|\||\?\?|\?\.|::|!~\*|!~|~\*|=>|\*\*|[-+*/%<>=!~()\[\]{},.?:;$])""",
    re.VERBOSE | re.DOTALL,
)
_REGEX: Final = re.compile(r"/((?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)/([a-z]*)")
_BRACKETED: Final = re.compile(r"\[([A-Za-z_][\w ]*)\]")
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED: Final = {"n": "\n", "t": "\t", "r": "\r"}


def tokens(source: str, *, sql: bool) -> list[Token]:
    """The words of the source and an end. NotUnderstood: a sign that no language here has."""
    if len(source) > LONGEST:
        raise NotUnderstood(f"it has {len(source)} characters")
    found: list[Token] = []
    at = 0
    while at < len(source):
        regex = None if sql or _ends_a_value(found) else _REGEX.match(source, at)
        bracketed = _BRACKETED.match(source, at) if sql and not _after_array(found) else None
        if regex and not source.startswith(("//", "/*"), at):
            flags = "(?i)" if "i" in regex.group(2) else ""
            found.append(Token("regex", regex.group(), flags + regex.group(1)))
            at = regex.end()
            continue
        if bracketed:
            found.append(Token("quoted", bracketed.group(), bracketed.group(1)))
            at = bracketed.end()
            continue
        word = _WORD.match(source, at)
        if word is None:
            raise NotUnderstood(f"'{source[at]}' has no meaning here")
        at = word.end()
        if word.lastgroup != "space":
            found.append(_token(word, sql=sql))
    return [*found, Token("end", "")]


def _ends_a_value(found: list[Token]) -> bool:
    """After a value a slash divides; anywhere else it begins a regular expression."""
    return bool(found) and (
        found[-1].kind in ("number", "text", "quoted")
        or found[-1].text in (")", "]")
        or (found[-1].kind == "name" and found[-1].text not in ("and", "or", "not", "in", "return"))
    )


def _after_array(found: list[Token]) -> bool:
    return bool(found) and found[-1].text.casefold() == "array"


def _token(word: re.Match[str], *, sql: bool) -> Token:
    text, kind = word.group(), word.lastgroup or ""
    if kind == "number":
        return Token("number", text, Decimal(text) if re.search(r"[.eE]", text) else int(text))
    if kind == "back":
        return Token("quoted", text, text[1:-1])
    if kind == "double" and sql:
        return Token("quoted", text, text[1:-1].replace('""', '"'))
    if kind in ("single", "double"):
        inner = text[1:-1]
        mark = text[0]
        if sql:
            return Token("text", text, inner.replace(mark * 2, mark))
        return Token("text", text, _ESCAPE.sub(lambda one: _ESCAPED.get(one[1], one[1]), inner))
    return Token(kind, text, text)
