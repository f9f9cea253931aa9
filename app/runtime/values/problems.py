"""What is wrong with a value, and when there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..errors import Message, message


class ValueProblem(Exception):
    """One value is not acceptable; `code` is stable, `message` is for people."""

    def __init__(self, code: str, told: Message) -> None:
        super().__init__(told.in_language("en"))
        self.code = code
        self.message = told


@dataclass(frozen=True, slots=True)
class Unfit:
    """In place of a value that a channel refused already: told in its turn, after the rights, with all other problems."""

    problem: ValueProblem


def problem(code: str, *, zh: str, en: str) -> ValueProblem:
    return ValueProblem(code, message(zh=zh, en=en))


def is_empty(raw: Any) -> bool:
    """None, blank text and empty lists are all "nothing"."""
    return raw is None or (isinstance(raw, str) and not raw.strip()) or raw == []
