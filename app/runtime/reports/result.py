"""What a report says: lines and columns of figures, each with the filters of the list that it opens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .measure import Measure
from .pairs import Pair
from .span import Span, Step


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure. `pairs` None: no list shows exactly these rows. `before`: the figure that it is compared with."""

    value: Any
    rows: int
    pairs: Sequence[Pair] | None
    of: int | None = None
    before: Cell | None = None

    @property
    def change(self) -> Decimal | None:
        """By how many per cent it differs from the one before; None where there is nothing to compare with."""
        if self.before is None or self.value is None or not self.before.value:
            return None
        try:
            return (Decimal(self.value) / Decimal(self.before.value) - 1) * 100
        except (TypeError, ValueError):
            return None


@dataclass(frozen=True, slots=True)
class Column:
    """A measure, or with a pivot one of its values (None: the total of a line)."""

    label: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class Line:
    """`labels`: one for each group of the line."""

    labels: Sequence[str]
    cells: Sequence[Cell]
    first: dt.date | None = None
    """The first day of its step, where the lines are steps of the period."""


@dataclass(slots=True)
class Result:
    """A report for one reader. `heads` name the groups of a line."""

    name: str
    label: str
    entity: Any
    heads: list[str]
    columns: list[Column]
    lines: list[Line] = field(default_factory=list)
    total: Line | None = None
    span: Span | None = None
    before: Span | None = None
    step: Step | None = None
    chart: str = "table"
    has_pivot: bool = False
    pairs: list[Pair] = field(default_factory=list)
    """The filters that all figures share, but for the period."""
