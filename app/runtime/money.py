"""Amounts: exact yuan in Python, whole 分 in the database, and a split that loses no 分."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

FEN = Decimal("0.01")


def rounded(amount: Decimal | int | str) -> Decimal:
    """To the 分, half up away from zero: 2.345 → 2.35, -2.345 → -2.35."""
    return Decimal(amount).quantize(FEN, rounding=ROUND_HALF_UP)


def to_fen(amount: Decimal | int | str) -> int:
    """Yuan → 分: 12.345 → 1235."""
    return int(rounded(amount).scaleb(2))


def from_fen(fen: int) -> Decimal:
    """分 → yuan: 1235 → 12.35."""
    return Decimal(fen).scaleb(-2)


def allocate(amount: Decimal, weights: Sequence[Decimal | int]) -> list[Decimal]:
    """Split an amount by weights so that the parts add up to it exactly.

    Largest remainder: every part is first rounded towards zero, then the 分 that are left go one by one to the parts
    that lost most; of two that lost the same, to the first. Raises ValueError without a positive weight.
    """
    shares = [Decimal(weight) for weight in weights]
    total = sum(shares, Decimal(0))
    if total <= 0 or min(shares) < 0:
        raise ValueError(
            "An amount is split by weights of which none is negative and one is not zero."
        )
    whole = to_fen(amount)
    sign = -1 if whole < 0 else 1
    # Integers only: a Decimal quotient would round, and a 分 would get lost for large amounts.
    scale = 10 ** max(0, *(-int(share.as_tuple().exponent) for share in shares))
    units = [int(share * scale) for share in shares]
    parts = [abs(whole) * unit // sum(units) for unit in units]
    lost = [abs(whole) * unit % sum(units) for unit in units]
    left = abs(whole) - sum(parts)
    for index in sorted(range(len(units)), key=lambda one: -lost[one])[:left]:
        parts[index] += 1
    return [from_fen(sign * part) for part in parts]
