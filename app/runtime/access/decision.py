"""May I? The answer, what to tell the person, and the tree of questions that the check itself asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..errors import Message, message


@dataclass(frozen=True, slots=True)
class Reason:
    """One question of the tree: its text, whether it held, and the questions below it.

    `role` and `scope` name what the question is about, where it is about one: a page says them in words.
    """

    text: Message
    holds: bool
    parts: Sequence[Reason] = ()
    role: str = ""
    scope: str = ""

    @classmethod
    def of(
        cls,
        holds: bool,
        *,
        zh: str,
        en: str,
        parts: Sequence[Reason] = (),
        role: str = "",
        scope: str = "",
    ) -> Reason:
        return cls(message(zh=zh, en=en), holds, parts, role, scope)

    def lines(self, language: str, depth: int = 0) -> Iterator[str]:
        """The tree as indented lines, `✓` and `✗` in front."""
        yield f"{'  ' * depth}{'✓' if self.holds else '✗'} {self.text.in_language(language)}"
        for part in self.parts:
            yield from part.lines(language, depth + 1)


@dataclass(frozen=True, slots=True)
class Decision:
    """`reason` is what a refused person reads; `tree` is what `dougong explain` prints."""

    allowed: bool
    reason: Message | None
    tree: Reason

    def __bool__(self) -> bool:
        return self.allowed
