"""Which category a request belongs to, by keywords weighted by rarity, and how sure (1.4)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from math import log

CERTAIN = Decimal("0.7")
PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Classification:
    """The best category (None: nothing fits), the confidence, the score of every category hit."""

    category: int | None
    confidence: Decimal
    scores: Mapping[int, Decimal]

    @property
    def is_certain(self) -> bool:
        """Sure enough to accept without a dispatcher?"""
        return self.category is not None and self.confidence >= CERTAIN


Presence = Callable[[str], Callable[[str], bool]]
"""Text → whether a term stands in it."""


def anywhere(text: str) -> Callable[[str], bool]:
    """A term is found wherever its characters stand."""
    plain = folded(text)
    return lambda term: folded(term) in plain


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Category id → its terms. Rarity of a term: ln(1 + categories ÷ categories that use it).

    `weights` of (category, term) count in place of the rarity where somebody has set them; `presence` says what finding
    a term means.
    """

    terms: Mapping[int, Sequence[str]]
    weights: Mapping[tuple[int, str], float] = field(default_factory=dict)
    presence: Presence = anywhere

    def idf(self, term: str) -> float:
        """The rarity of a term over the categories."""
        users = sum(term in terms for terms in self.terms.values())
        return log(1 + len(self.terms) / users) if users else 0.0

    def weight(self, category: int, term: str) -> float:
        """What a term counts for a category."""
        set_by_hand = self.weights.get((category, term))
        return self.idf(term) if set_by_hand is None else set_by_hand

    def found(self, text: str) -> dict[int, list[str]]:
        """Category → its terms that stand in the text, in their order."""
        here = self.presence(text)
        hits = {
            category: [term for term in dict.fromkeys(terms) if here(term)]
            for category, terms in self.terms.items()
        }
        return {category: terms for category, terms in hits.items() if terms}

    def classify(self, text: str) -> Classification:
        """Σ weight of the terms found ÷ the best score; confidence = top ÷ (top + second)."""
        raw = {
            category: sum(self.weight(category, term) for term in terms)
            for category, terms in self.found(text).items()
        }
        hits = {category: points for category, points in raw.items() if points > 0}
        if not hits:
            return Classification(None, Decimal(0), {})
        ranked = sorted(hits.items(), key=lambda item: (-item[1], item[0]))
        top = ranked[0][1]
        second = ranked[1][1] if len(ranked) > 1 else 0.0
        scores = {category: _four(points / top) for category, points in ranked}
        return Classification(ranked[0][0], _four(top / (top + second)), scores)


def folded(text: str) -> str:
    """NFKC and casefolded, so that full-width and capital letters find their term."""
    return unicodedata.normalize("NFKC", text).casefold()


def _four(value: float) -> Decimal:
    return Decimal(str(value)).quantize(PLACES, ROUND_HALF_UP)
