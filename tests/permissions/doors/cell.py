"""One cell of the matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Cell:
    """What was asked, which statuses are right, which came; or what an answer showed."""

    channel: str
    asked: str
    wanted: Any
    got: Any

    @property
    def holds(self) -> bool:
        if isinstance(self.wanted, frozenset):
            return self.got in self.wanted
        return bool(self.got == self.wanted)

    @property
    def is_refusal(self) -> bool:
        return isinstance(self.got, int) and self.got >= 400 and self.got != 412

    def __str__(self) -> str:
        wanted = sorted(self.wanted) if isinstance(self.wanted, frozenset | set) else self.wanted
        return f"{self.channel}: {self.asked} → {self.got}, not {wanted}"
