"""How somebody speaks: words of praise against words of complaint, turned round by a negation close before them (五)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from app.runtime.search import words

from .lexicon import NEGATIONS, NEGATIVE, POSITIVE

Mood = Literal["negative", "neutral", "positive"]
WINDOW = 2
"""A negation turns a word round that stands at most so many words behind it, in the same clause."""
LONGEST = 3
"""Words that jieba parts and the lexicon joins: at most so many."""


@dataclass(frozen=True, slots=True)
class Sentiment:
    """`score` from −1 (the worst) to 1; `words`: what it was read from, as they count."""

    score: Decimal
    words: tuple[str, ...]

    @property
    def mood(self) -> Mood:
        if self.score < 0:
            return "negative"
        return "positive" if self.score > 0 else "neutral"


def read(text: str) -> Sentiment:
    """(praise − complaint) ÷ (praise + complaint), two digits; nothing of either is 0."""
    good = bad = 0
    said: list[str] = []
    for word, value, negation in _valued(_clauses(words.cut(text))):
        value = -value if negation else value
        good, bad = good + (value > 0), bad + (value < 0)
        turned = f"{negation} " if negation.isascii() and negation else negation
        said.append(f"{'+' if value > 0 else '−'}{turned}{word}")
    if not said:
        return Sentiment(Decimal(0), ())
    score = Decimal(good - bad) / (good + bad)
    return Sentiment(score.quantize(Decimal("0.01"), ROUND_HALF_UP), tuple(said))


def _clauses(tokens: list[str]) -> list[list[str]]:
    """Runs of words between marks; a space parts words and no clauses."""
    found: list[list[str]] = [[]]
    for token in tokens:
        if token.isspace():
            continue
        if token.isalnum() or "'" in token:
            found[-1].append(token)
        else:
            found.append([])
    return [clause for clause in found if clause]


def _valued(clauses: list[list[str]]) -> list[tuple[str, int, str]]:
    """(word, 1 or −1, the negation before it or "")."""
    found: list[tuple[str, int, str]] = []
    for clause in clauses:
        place = 0
        while place < len(clause):
            length, word, value = _longest(clause, place)
            if value:
                before = clause[max(0, place - WINDOW) : place]
                turned = [one for one in before if one in NEGATIONS]
                # Two of them say what none would.
                found.append((word, value, turned[-1] if len(turned) % 2 else ""))
            place += length
    return found


def _longest(clause: list[str], place: int) -> tuple[int, str, int]:
    """(words used, the word, its value) of the longest entry of the lexicon that begins here."""
    for length in range(min(LONGEST, len(clause) - place), 0, -1):
        word = "".join(clause[place : place + length])
        if word in NEGATIVE:
            return length, word, -1
        if word in POSITIVE:
            return length, word, 1
    return 1, clause[place], 0
