"""Lines that the system stores in both languages, `中文 / English`, and how a reader gets his own half back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

LONGEST = 2000
"""Characters of a stored line."""

_PLACE = re.compile(r"\{(\w+)\}")


def stored(zh: str, en: str, /, **params: object) -> str:
    """Both halves filled in. A very long word of a person is cut, so that both halves fit into LONGEST."""
    text = _filled(zh, en, params)
    if len(text) > LONGEST:
        longest = max(params, key=lambda name: len(str(params[name])))
        spare = (LONGEST - len(_filled(zh, en, {**params, longest: ""}))) // 2 - 1
        text = _filled(zh, en, {**params, longest: str(params[longest])[: max(spare, 0)] + "…"})
    return text[:LONGEST]


def _filled(zh: str, en: str, params: dict[str, object]) -> str:
    return f"{zh.format(**params)} / {en.format(**params)}"


class Lines:
    """The (zh, en) templates of what the system says; everything else was typed by somebody."""

    def __init__(self, templates: Iterable[tuple[str, str]]) -> None:
        self.templates = list(templates)

    def read(self, text: str, language: str) -> str:
        """The half in `language` of a line of the system. What a person typed stays whole, ` / ` and all."""
        if " / " in text:
            for pattern in self._patterns:
                found = pattern.fullmatch(text)
                if found is not None:
                    return found["zh"] if language == "zh" else found["en"]
        return text

    @cached_property
    def _patterns(self) -> list[re.Pattern[str]]:
        return [_pattern(zh, en) for zh, en in self.templates]


def _pattern(zh: str, en: str) -> re.Pattern[str]:
    """What a place takes in the Chinese half, it takes again in the English one."""
    seen: set[str] = set()

    def half(template: str) -> str:
        parts = []
        for number, part in enumerate(_PLACE.split(template)):
            if number % 2 == 0:
                parts.append(re.escape(part))
            elif part in seen:
                parts.append(f"(?P=p_{part})")
            else:
                seen.add(part)
                parts.append(f"(?P<p_{part}>.*)")
        return "".join(parts)

    return re.compile(f"(?P<zh>{half(zh)}) / (?P<en>{half(en)})", re.DOTALL)
