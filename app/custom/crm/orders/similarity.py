"""How alike two short texts are: cosine of character pairs, which needs no dictionary (1.4)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from math import sqrt

ALIKE = 0.8


def grams(text: str) -> Counter[str]:
    """Character pairs of the letters and digits of a text; a single character stands for itself."""
    plain = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()
    if len(plain) < 2:
        return Counter([plain] if plain else [])
    return Counter(plain[i : i + 2] for i in range(len(plain) - 1))


def cosine(one: str, other: str) -> float:
    """The cosine of the two texts' character pairs, 0 (nothing in common) to 1 (the same)."""
    first, second = grams(one), grams(other)
    product = sum(count * second[gram] for gram, count in first.items())
    length = sqrt(sum(n * n for n in first.values()) * sum(n * n for n in second.values()))
    return product / length if length else 0.0


def alike(one: str, other: str) -> bool:
    """Do the two texts say the same (cosine ≥ 0.8)?"""
    # Rounding keeps an exact 0.8 from falling on the wrong side by a last bit.
    return round(cosine(one, other), 9) >= ALIKE
