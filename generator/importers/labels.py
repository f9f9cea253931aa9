"""Texts in both languages from a source that has one, or none."""

from __future__ import annotations

import re
from typing import Final

from generator.characters import INVISIBLE

LABEL: Final = 120
HELP: Final = 500
_CHINESE: Final = re.compile("[\u3400-\u9fff]")
_TAGS: Final = re.compile(r"</?[A-Za-z][^<>]{0,200}>")


def clean(text: object, longest: int = LABEL) -> str:
    """One line of visible characters, as labels must be; empty when nothing is left."""
    plain = _TAGS.sub(" ", str(text))
    one_line = " ".join(INVISIBLE.sub(" ", plain).split())
    return one_line if len(one_line) <= longest else one_line[: longest - 1] + "…"


def humanized(name: str) -> str:
    """`firstName`, `first_name`, `FIRST_NAME` → `First name`."""
    spaced = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1 \2", re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", name))
    words = re.sub(r"[\W_]+", " ", spaced.lower() if name.isupper() else spaced).split()
    if not words:
        return clean(name) or "-"
    lowered = [word if word.isupper() and 1 < len(word) <= 4 else word.lower() for word in words]
    return clean(" ".join([lowered[0][:1].upper() + lowered[0][1:], *lowered[1:]]))


def both(
    given: dict[str, str], name: str, languages: tuple[str, ...], longest: int = LABEL
) -> dict[str, str]:
    """A text in every language; what is missing is taken from the other, else made from the name."""
    texts = {language: clean(text, longest) for language, text in given.items()}
    known = {language: text for language, text in texts.items() if text}
    rest = next(iter(known.values()), "") or humanized(name)
    return {language: known.get(language) or rest for language in languages}


def choice(name: str) -> dict[str, str]:
    """What a value of an enum is called: `IN_PROGRESS` is no text for people, `In progress (2)` is one."""
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name) and (
        "_" in name or name.isupper() or name.islower()
    ):
        return {"en": humanized(name)}
    return of(name)


def of(text: object) -> dict[str, str]:
    """A text of the source under the language that it is in; empty for none."""
    line = clean(text, HELP) if text not in (None, "") else ""
    if not line:
        return {}
    return {"zh" if _CHINESE.search(line) else "en": line}
