"""A mistake in a schema: where, which code, what, and what to do about it."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from generator.characters import visible
from generator.codes import CODES

LONGEST: Final = 400
"""Characters of a message, a path or a hint."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a schema file; lines and columns count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def moved(self, columns: int) -> Position:
        return Position(self.file, self.line, self.column + columns)


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake. `path` is the place in the document: `entities.Ticket.fields.name`."""

    file: str
    line: int
    col: int
    code: str
    message: str
    path: str = ""
    hint: str = ""

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(f"{self.code} is not in generator/codes")
        # They repeat what the author wrote; that may not forge a line of the report or turn a terminal round.
        for name in ("message", "path", "hint"):
            object.__setattr__(self, name, visible(getattr(self, name), LONGEST))

    def __str__(self) -> str:
        text = f"{self.file}:{self.line}:{self.col}: {self.code} {self.message}"
        if self.path:
            text += f"\n  at {self.path}"
        if self.hint:
            text += f"\n  hint: {self.hint}"
        return text


class SchemaProblems(Exception):
    """All problems of a schema at once, sorted by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(in_order(problems))
        super().__init__(render(self.problems))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """By file, line, column and code; the same problem once."""
    unique = {(p.file, p.line, p.col, p.code, p.message, p.path): p for p in problems}
    return [unique[key] for key in sorted(unique)]


def render(problems: Sequence[Problem]) -> str:
    """The text that commands print."""
    count = f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
    return "\n".join([*(str(problem) for problem in problems), f"{count}; nothing was written."])


@functools.lru_cache(maxsize=4096)
def _nearest(name: str, choices: tuple[str, ...]) -> str:
    folded = {choice.casefold(): choice for choice in choices}
    if name.casefold() in folded:
        return folded[name.casefold()]
    near = difflib.get_close_matches(name, choices, n=1, cutoff=0.6)
    longer = [choice for choice in choices if len(choice) > 2 and name.startswith(choice)]
    return near[0] if near else max(longer, key=len, default="")


def article(noun: str) -> str:
    """`a role`, `an enum`."""
    return f"an {noun}" if noun[:1] in "aeio" else f"a {noun}"


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The nearest known name as a hint, else the list when it is short, else nothing."""
    choices = tuple(dict.fromkeys(known))
    near = _nearest(name[:80], choices)
    if near:
        return f"did you mean '{near}'?"
    if 0 < len(choices) <= 12:
        return "known: " + ", ".join(choices)
    return ""
