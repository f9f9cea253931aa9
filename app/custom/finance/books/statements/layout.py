"""The statutory forms: which lines stand where, as committed in `data/*_statements.json`, filled with figures (3.2)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from ..setup import DATA
from .figures import Figures, total

Row = dict[str, Any]


@cache
def forms(standard: str) -> Mapping[str, Any]:
    """Kind of statement → form: its number and its rows."""
    with (DATA / f"{standard}_statements.json").open(encoding="utf-8") as file:
        found: Mapping[str, Any] = json.load(file)
    return found


def filled(rows: list[Row], **columns: Figures) -> list[Row]:
    """The rows of a form with a figure in every column (text, yuan to the 分) and the accounts that it is made of."""
    found = []
    for row in rows:
        made: Row = {key: row[key] for key in ("row", "zh", "en", "kind") if key in row}
        if row.get("kind") != "head":
            lines = row.get("sum") or [row["line"]]
            for name, figures in columns.items():
                made[name] = text(total(figures.amounts, lines))
            made["accounts"] = sorted(
                {
                    id
                    for figures in columns.values()
                    for line in lines
                    for id in figures.parts.get(line.removeprefix("-"), ())
                }
            )
        found.append(made)
    return found


def text(amount: Decimal) -> str:
    """557009.20, and 0.00 for nothing."""
    return f"{amount + 0:.2f}"
