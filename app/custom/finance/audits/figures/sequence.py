"""Gaps and doubles in numbers that should run 1, 2, 3 … (A01, O12.3). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Broken:
    """`missing`: (first, last) of each gap; `doubled`: numbers that were given more than once."""

    missing: list[tuple[int, int]] = field(default_factory=list)
    doubled: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.missing or self.doubled)

    def add(self, before: int, number: int) -> None:
        """`number` follows `before` in order; 0 stands before the first one."""
        if number == before:
            if self.doubled[-1:] != [number]:
                self.doubled.append(number)
        elif number > before + 1:
            self.missing.append((before + 1, number - 1))


def of(numbers: Iterable[int]) -> Broken:
    """O12.3: 1, 2, 4, 5, 5 → 3 is missing, 5 is doubled."""
    found, before = Broken(), 0
    for number in sorted(numbers):
        found.add(before, number)
        before = number
    return found


def told(gaps: Iterable[tuple[int, int]]) -> list[str]:
    """`3` or `7–9`."""
    return [str(first) if first == last else f"{first}–{last}" for first, last in gaps]
