"""How urgent a request is: danger words, then the category, then who asks and how often (1.4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, cast

from .classification import folded

Priority = Literal["p1", "p2", "p3", "p4"]

DANGER = ("困人", "漏电", "燃气", "火", "跑水")
# Words that hold a danger word and are none: anger, food, the extinguisher that is merely missing.
HARMLESS = ("恼火", "发火", "窝火", "上火", "火锅", "火车", "火热", "灭火器", "防火门", "火警演练")


def is_danger(
    text: str, terms: Iterable[str] = DANGER, *, harmless: Iterable[str] = HARMLESS
) -> bool:
    """Does the text name a danger to people or the building?"""
    plain = folded(text)
    for word in harmless:
        plain = plain.replace(word, " ")
    return any(folded(term) in plain for term in terms)


def raised(priority: Priority) -> Priority:
    """One level up; p1 stays."""
    return cast(Priority, f"p{max(1, int(priority[1]) - 1)}")


def decide(
    text: str,
    *,
    default: Priority,
    elderly_alone: bool = False,
    repeated: bool = False,
    terms: Iterable[str] = DANGER,
) -> Priority:
    """Danger → p1; else the category's default, one level up for an elderly person living alone
    or the same trouble again within 7 days."""
    if is_danger(text, terms):
        return "p1"
    return raised(default) if elderly_alone or repeated else default
