"""Cells of a report as a page shows them: text, the address of the rows, the change since before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _

from app.forms import screens
from app.forms.language import current_language
from app.runtime.reports import Cell, Result
from app.runtime.reports.measure import Measure
from app.runtime.reports.words import rounded, told


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell. `url` is "" where no list shows exactly these rows; `hint` says how many they are."""

    text: str
    url: str
    hint: str
    change: str = ""
    tone: str = ""
    before: str = ""
    before_url: str = ""


def shown(result: Result, measure: Measure, cell: Cell, wish: str = "") -> Shown:
    """`wish`: "up" or "down" where one of the two is better."""
    language = current_language()
    change, tone = _change(measure, cell), ""
    if wish and change.startswith(("+", "-")):
        tone = "good" if (change[0] == "+") == (wish == "up") else "wrong"
    before = cell.before
    return Shown(
        told(measure.kind, cell.value, language),
        address(result, cell),
        hint(cell),
        change,
        tone,
        told(measure.kind, before.value, language) if before is not None else "",
        address(result, before) if before is not None else "",
    )


def _change(measure: Measure, cell: Cell) -> str:
    """+12%; of a share the difference in points, for a share of a share says little."""
    before = cell.before.value if cell.before is not None else None
    if measure.kind == "percent" and before is not None and cell.value is not None:
        points = rounded(cell.value - before, 1)
        return _("%(points)s points", points=f"{points:+,}") if points else _("unchanged")
    if cell.change is None:
        return ""
    percent = rounded(cell.change, 0)
    return f"{percent:+,}%" if percent else _("unchanged")


def hint(cell: Cell) -> str:
    if cell.of is not None:
        return _("%(rows)s of %(all)s", rows=f"{cell.rows:,}", all=f"{cell.of:,}")
    return _("%(rows)s rows", rows=f"{cell.rows:,}")


def address(result: Result, cell: Cell) -> str:
    """The list of the rows behind the figure; "" where there is none to open."""
    view = screens.of(result.entity)
    if view is None or cell.pairs is None or not cell.rows or not view.may("list"):
        return ""
    return f"{view.route_base}/list/?{urlencode(list(cell.pairs))}"


def chart(result: Result) -> dict[str, Any] | None:
    """What the chart is drawn from: categories, and series of numbers with the addresses behind them."""
    if result.chart == "table" or not result.lines:
        return None
    names = [" · ".join(line.labels) for line in result.lines]
    first = result.columns[0].measure
    if result.has_pivot:
        series = [
            _series(result, column.label, [line.cells[i] for line in result.lines])
            for i, column in enumerate(result.columns[:-1])
        ]
    else:
        cells = [line.cells[0] for line in result.lines]
        series = [_series(result, result.columns[0].label, cells)]
        if result.before is not None and result.chart != "pie":
            earlier = [cell.before or Cell(None, 0, None) for cell in cells]
            series.append(_series(result, _("Period before"), earlier) | {"earlier": True})
    return {
        "kind": result.chart,
        "unit": first.kind if first.kind in ("percent", "duration", "money") else "count",
        "names": names,
        "across": result.step is None,
        "series": series,
    }


def _series(result: Result, name: str, cells: list[Cell]) -> dict[str, Any]:
    return {
        "name": name,
        "values": [None if cell.value is None else float(cell.value) for cell in cells],
        "urls": [address(result, cell) for cell in cells],
    }
