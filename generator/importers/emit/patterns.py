r"""Regular expressions of other languages as ours: anchored to the whole, without what can hang.

Ours must match a value from its beginning to its end; `whole` opens a pattern of a source that looks for it anywhere.
"""

from __future__ import annotations

import re
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final

from generator.characters import INVISIBLE
from generator.rules.regular import unsafe_pattern

_CLASSES: Final = {
    "Alpha": "A-Za-z", "Digit": "0-9", "Alnum": "A-Za-z0-9", "Upper": "A-Z", "Lower": "a-z", "Punct": r"!-/:-@\[-`{-~",
    "Lu": "A-ZÀ-ÞΑ-ΩА-Я", "Ll": "a-zß-ÿα-ωа-я", "L": r"A-Za-zÀ-ɏͰ-ϿЀ-ӿ֐-׿؀-ۿ぀-ヿ㐀-鿿가-힯",
    "N": "0-9", "Nd": "0-9", "IsAlphabetic": r"A-Za-zÀ-ɏͰ-ϿЀ-ӿ㐀-鿿", "Letter": r"A-Za-zÀ-ɏͰ-ϿЀ-ӿ㐀-鿿", "XDigit": "0-9A-Fa-f", "ASCII": r"\x00-\x7f", "Space": r"\s",  # codespell:ignore nd
}  # fmt: skip
_PROPERTY: Final = re.compile(r"\\p\{(?:Is)?(\w+)\}")
_POSIX: Final = re.compile(r"\[:(\w+):\]")


def lawful(source: str, longest: int) -> tuple[str, str]:
    """(our pattern, in what it differs); ("", why) when there is none."""
    text = _in_python(source)
    if INVISIBLE.search(text):
        return "", "it holds control characters"
    told = unsafe_pattern(text, longest)
    if not told:
        return text, ""
    loose = _loosened(text)
    if loose and not unsafe_pattern(loose, longest):
        return loose, f"it accepts a little more than before, because {told}"
    return "", told


def is_mail(source: str) -> bool:
    """Whether a pattern takes addresses of mail, and nothing that is none."""
    try:
        pattern = re.compile(_in_python(source))
        return all(pattern.search(each) for each in _MAILS) and not any(
            pattern.search(each) for each in _NO_MAILS
        )
    except (re.error, RecursionError, OverflowError):
        return False


_MAILS: Final = ("a@b.cn", "wang.li@mail.example.org", "x-1@example.com")
_NO_MAILS: Final = ("a", "example.com", "@", "a@", "@b.cn", "a b.cn", "5")


def whole(source: str) -> str:
    """A pattern that is looked for anywhere in a value, as one of the whole value."""
    flags = "(?i)" if source.startswith("(?i)") else ""
    inner = source.removeprefix("(?i)")
    before = "" if inner.startswith(("^", r"\A")) else r"[\s\S]*"
    after = "" if inner.endswith(("$", r"\Z", r"\z")) and not inner.endswith(r"\$") else r"[\s\S]*"
    if (before or after) and "|" in inner:
        inner = f"(?:{inner})"
    return f"{flags}{before}{inner}{after}"


def _in_python(source: str) -> str:
    """Properties, POSIX classes, named groups, `\\z` and possessive signs as `re` writes them."""
    text = source.replace("(?<", "(?P<").replace("(?P<=", "(?<=").replace("(?P<!", "(?<!")
    text = re.sub(r"\\z", r"\\Z", text)
    text = re.sub(r"(?<!\\)([*+?]|\{\d+(?:,\d*)?\})\+", r"\1", text)

    def inside(found: re.Match[str]) -> str:
        ranges = _CLASSES.get(found[1][:1].upper() + found[1][1:])
        if ranges is None:
            return found[0]
        before = text[: found.start()]
        opened = before.count("[") - before.count(r"\[") > before.count("]") - before.count(r"\]")
        return ranges if opened else f"[{ranges}]"

    text = _POSIX.sub(lambda found: _CLASSES.get(found[1].title(), found[0]), text)
    text = re.sub(_CLASSES_XDIGIT, _CLASSES["XDigit"], text)
    return _PROPERTY.sub(inside, text)


_CLASSES_XDIGIT: Final = r"\[:xdigit:\]"


def _loosened(text: str) -> str:
    """Repetitions inside repetitions, and look-ahead at the start, as one class that accepts at least as much."""
    try:
        tree = parser.parse(text)
        made = _joined(tree)
        re.compile(made)
    except (re.error, RecursionError, OverflowError, KeyError, ValueError):
        return ""
    return made


def _joined(tree: Any) -> str:
    return "".join(_piece(operator, argument) for operator, argument in tree)


def _piece(operator: Any, argument: Any) -> str:
    if operator is constants.LITERAL:
        return re.escape(chr(argument))
    if operator is constants.NOT_LITERAL:
        return f"[^{_escaped(argument)}]"
    if operator is constants.ANY:
        return "."
    if operator is constants.IN:
        negated = bool(argument) and argument[0][0] is constants.NEGATE
        items = argument[1:] if negated else argument
        return f"[{'^' if negated else ''}{''.join(_ranges(items))}]"
    if operator is constants.AT:
        return {
            constants.AT_BEGINNING: "^",
            constants.AT_END: "$",
            constants.AT_BEGINNING_STRING: r"\A",
            constants.AT_END_STRING: r"\Z",
        }[argument]
    if operator in (constants.ASSERT, constants.ASSERT_NOT):
        return ""
    if operator is constants.SUBPATTERN:
        return f"(?:{_joined(argument[-1])})"
    if operator is constants.BRANCH:
        return f"(?:{'|'.join(_joined(each) for each in argument[1])})"
    if operator in (constants.MAX_REPEAT, constants.MIN_REPEAT):
        least, most, inner = argument
        is_simple = len(inner) == 1 and inner[0][0] in (
            constants.LITERAL,
            constants.NOT_LITERAL,
            constants.ANY,
            constants.IN,
        )
        if is_simple:
            high = "" if most == constants.MAXREPEAT else str(most)
            return f"{_joined(inner)}{{{least},{high}}}"
        if least == 0 and most == 1:
            return f"(?:{_joined(inner)})?"
        return f"[{''.join(_signs(inner))}]{'+' if least else '*'}"
    raise ValueError(str(operator))


def _signs(tree: Any) -> list[str]:
    """Everything that can stand anywhere in the tree, as the inside of a class."""
    found: list[str] = []
    for operator, argument in tree:
        if operator is constants.LITERAL:
            found.append(_escaped(argument))
        elif operator is constants.IN and argument[0][0] is not constants.NEGATE:
            found += _ranges(argument)
        elif operator is constants.SUBPATTERN:
            found += _signs(argument[-1])
        elif operator is constants.BRANCH:
            found += [sign for each in argument[1] for sign in _signs(each)]
        elif operator in (constants.MAX_REPEAT, constants.MIN_REPEAT):
            found += _signs(argument[2])
        elif operator is not constants.AT:
            return [r"\s\S"]
    return list(dict.fromkeys(found))


def _ranges(items: Any) -> list[str]:
    made = []
    for operator, argument in items:
        if operator is constants.LITERAL:
            made.append(_escaped(argument))
        elif operator is constants.RANGE:
            made.append(f"{_escaped(argument[0])}-{_escaped(argument[1])}")
        elif operator is constants.CATEGORY:
            made.append(_CATEGORIES[argument])
    return made


_CATEGORIES: Final = {
    constants.CATEGORY_DIGIT: r"\d", constants.CATEGORY_NOT_DIGIT: r"\D", constants.CATEGORY_SPACE: r"\s",
    constants.CATEGORY_NOT_SPACE: r"\S", constants.CATEGORY_WORD: r"\w", constants.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _escaped(code: int) -> str:
    character = chr(code)
    return f"\\{character}" if character in r"\]^-[" else character
