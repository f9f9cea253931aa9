"""What the schema puts on the first page of a person's roles: tasks with their rows, figures, charts.

A number of statements that hangs on the schema alone: two for each task, one for a figure, two for a chart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _
from markupsafe import Markup

from app.forms import screens
from app.forms.language import current_language
from app.runtime import filters, query, registry, reports
from app.runtime.context import Context
from app.runtime.errors import BadRequest, Forbidden
from app.runtime.reports import Result, Span
from app.runtime.reports.pairs import pairs
from app.runtime.reports.words import told
from app.web import cells
from app.web.reports import figures

MOST_TASKS, MOST_FIGURES, MOST_CHARTS, MOST_ROWS = 8, 4, 2, 5
CHART_DAYS = 30


@dataclass(frozen=True, slots=True)
class Row:
    """A record that waits: its address, title, state, and the moment by which the list is ordered."""

    url: str
    title: str
    state: Markup
    when: Markup


@dataclass(frozen=True, slots=True)
class Task:
    label: str
    count: str
    url: str
    add_url: str
    rows: list[Row]
    has_more: bool
    """Whether there are more than the rows that stand here."""


@dataclass(frozen=True, slots=True)
class Figure:
    """`line`: the points of a small curve; "" for too few. `target`: its text, and whether it is met (None: no figure)."""

    label: str
    url: str
    now: figures.Shown
    step: str
    before: figures.Shown | None
    change: str
    tone: str
    line: str
    last: tuple[str, str] | None
    target: str
    is_met: bool | None


@dataclass(frozen=True, slots=True)
class Chart:
    label: str
    url: str
    data: dict[str, Any]
    table: list[tuple[str, figures.Shown]]
    note: str


@dataclass(slots=True)
class Board:
    tasks: list[Task] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.tasks or self.figures or self.charts)

    @classmethod
    def of(cls, ctx: Context) -> Board:
        """Of all roles of the person together, what comes first in the schema first."""
        homes = [one for one in registry.current().homes if one.role in ctx.actor.roles]
        board = cls()
        first = {(t.entity, t.where.source) for home in homes[:1] for t in home.tasks}
        wanted = {(t.entity, t.where.source): t for home in homes for t in home.tasks}
        for key, task in list(wanted.items())[:MOST_TASKS]:
            # Of his further roles only what waits: nobody reads four times that nothing does.
            board.tasks += [one for one in _task(ctx, task) if one.rows or key in first]
        for name in _names(home.figures for home in homes)[:MOST_FIGURES]:
            board.figures += _figure(ctx, name)
        for name in _names(home.charts for home in homes)[:MOST_CHARTS]:
            board.charts += _chart(ctx, name)
        return board


def _names(lists: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(name for names in lists for name in names))


# -- tasks ------------------------------------------------------------------------------------------


def _task(ctx: Context, task: registry.Task) -> list[Task]:
    view = screens.of(task.entity)
    if view is None or not view.may("list"):
        return []
    entity, asked = view.entity, pairs(task.where.tree, ctx.actor)
    sort = [task.sort] if task.sort and query.may_sort(ctx, entity, task.sort.lstrip("-")) else []
    shown = [name for name in ("state", *(key.lstrip("-") for key in sort)) if _is_there(ctx, entity, name)]  # fmt: skip
    try:
        page = query.rows(
            ctx, entity, where=filters.parse(entity, ctx.actor, asked), columns=["title", *shown],
            sort=sort, limit=MOST_ROWS, count="capped",
        )  # fmt: skip
    except BadRequest:
        # A field of the condition is not this person's to see.
        return []
    number = f"{page.count:,}" + ("+" if page.count_kind == "at_least" else "")
    may_add = view.form is not None and view.may("add") and _begins(entity, asked)
    rows = [_row(entity, one, shown) for one in page.items]
    url = f"{view.route_base}/list/?{urlencode([*asked, *([('sort', sort[0])] if sort else [])])}"
    return [
        Task(
            task.label.in_language(current_language()),
            number,
            url,
            f"{view.route_base}/add" if may_add else "",
            rows,
            (page.count or 0) > len(rows),
        )
    ]


def _begins(entity: Any, asked: Iterable[tuple[str, str]]) -> bool:
    """Whether new records come to stand among these: then one may be made here."""
    workflow = registry.current().entity(entity).workflow
    if workflow is None:
        return True
    there = [value.split(",") for key, value in asked if key in ("state", "state__in")]
    not_there = [value.split(",") for key, value in asked if key in ("state__ne", "state__not_in")]
    named = bool(there or not_there)
    return (
        named
        and all(workflow.initial in names for names in there)
        and not any(workflow.initial in names for names in not_there)
    )


def _is_there(ctx: Context, entity: Any, name: str) -> bool:
    if name == "state" and registry.current().entity(entity).workflow is None:
        return False
    return query.may_read(ctx, entity, name)


def _row(entity: Any, row: dict[str, Any], shown: list[str]) -> Row:
    drawn = {
        name: cells.render(*cells.field_of(entity, name), row.get(name), brief=True)
        for name in shown
    }
    # A day that the title says already is not said again.
    told = [name for name in shown if name != "state" and row.get(name) is not None]
    when = [drawn[name] for name in told if str(row[name]) not in row["title"]]
    return Row(
        screens.show_url(entity.meta.name, row["id"]),
        row["title"],
        drawn.get("state", Markup("")),
        when[0] if when else Markup(""),
    )


# -- figures ----------------------------------------------------------------------------------------


def _run(ctx: Context, name: str, asked: reports.Asked) -> Result | None:
    try:
        return reports.run(ctx, reports.find(ctx, name), asked)
    except Forbidden:
        return None


def _figure(ctx: Context, name: str) -> list[Figure]:
    """The present step of a report by its period, beside the steps before it."""
    result = _run(ctx, name, reports.Asked(compare="none"))
    if result is None or result.step is None or not result.lines:
        return []
    report, measure = reports.find(ctx, name), result.columns[0].measure
    steps = [line.cells[0] for line in result.lines]
    now, before = steps[-1], steps[-2] if len(steps) > 1 else None
    wish = "up" if report.target and "at_least" in report.target else "down" if report.target else ""  # fmt: skip
    # The step is not over: what adds up is not compared with a whole one.
    compared = reports.Cell(now.value, now.rows, now.pairs, now.of, None if measure.is_additive else before)  # fmt: skip
    shown = figures.shown(result, measure, compared, wish)
    line, last = curve([None if cell.value is None else float(cell.value) for cell in steps])
    target, is_met = _target(report, measure.kind, now.value)
    return [
        Figure(
            result.label, f"/reports/{name}", shown, result.lines[-1].labels[0],
            figures.shown(result, measure, before) if before is not None and before.value is not None else None,
            shown.change, shown.tone, line, last, target, is_met,
        )
    ]  # fmt: skip


def _target(report: registry.Report, kind: str, value: Any) -> tuple[str, bool | None]:
    for key, sign in (("at_least", "≥"), ("at_most", "≤")):
        if report.target and key in report.target:
            aim = float(report.target[key])
            is_met = None if value is None else (float(value) >= aim if sign == "≥" else float(value) <= aim)  # fmt: skip
            return f"{sign} {told(kind, report.target[key], current_language())}", is_met
    return "", None


WIDTH, HEIGHT = 120, 28


def curve(values: list[float | None]) -> tuple[str, tuple[str, str] | None]:
    """Points of an SVG line, steps without a value left out, and its last point."""
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return "", None
    low, high = min(value for _p, value in known), max(value for _p, value in known)
    across, up = (WIDTH - 6) / (len(values) - 1), (HEIGHT - 6) / ((high - low) or 1)
    points = [
        (f"{3 + place * across:.1f}", f"{HEIGHT - 3 - (value - low) * up:.1f}")
        for place, value in known
    ]
    return " ".join(f"{x},{y}" for x, y in points), points[-1]


# -- charts -----------------------------------------------------------------------------------------


def _chart(ctx: Context, name: str) -> list[Chart]:
    """A report over the last days, without comparison; as it is where it has no period."""
    today = ctx.today
    span = Span(today - dt.timedelta(days=CHART_DAYS - 1), today)
    result = _run(ctx, name, reports.Asked(span=span, compare="none"))
    data = figures.chart(result) if result is not None else None
    if result is None or data is None:
        return []
    url, note = f"/reports/{name}", ""
    if result.span is not None:
        url += f"?{urlencode([('from', span.first.isoformat()), ('to', span.last.isoformat())])}"
        note = _("last %(number)s days", number=CHART_DAYS)
    place = len(result.columns) - 1 if result.has_pivot else 0
    measure = result.columns[place].measure
    table = [
        (" · ".join(line.labels), figures.shown(result, measure, line.cells[place]))
        for line in result.lines
    ]
    return [Chart(result.label, url, data, table, note)]
