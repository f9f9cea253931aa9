"""One report for one request: what the reader chose, the figures, the links to choose otherwise."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from flask import Response
from flask_babel import gettext as _

from app.forms import screens
from app.forms.language import current_language
from app.runtime import audit, clock, records, registry, reports
from app.runtime.context import Context
from app.runtime.errors import Forbidden
from app.runtime.reports import span as spans
from app.runtime.reports.asking import OWN_KEYS, asked
from app.runtime.reports.words import plain, told
from app.runtime.transfer.export import BYTE_ORDER_MARK, safe
from app.web import cells
from app.web.reports import figures

LONGEST = 1_000


class ReportPage:
    def __init__(
        self, ctx: Context, name: str, arguments: Iterable[tuple[str, str]], action: str = "read"
    ) -> None:
        self.ctx = ctx
        self.report = reports.find(ctx, name)
        given = [(key, value.strip()[:LONGEST]) for key, value in arguments]
        self.own = {key: value for key, value in given if key in OWN_KEYS and value}
        self.pairs = [(key, value) for key, value in given if key not in OWN_KEYS and value]
        self.asked = asked(ctx, self.report, given, action)
        self.result = reports.run(ctx, self.report, self.asked)

    # -- what one may choose ---------------------------------------------------------------------

    def address(self, **changed: str) -> str:
        """This report with something changed."""
        kept = {key: value for key, value in {**self.own, **changed}.items() if value}
        query = urlencode([*kept.items(), *self.pairs])
        return f"/reports/{self.report.name}" + (f"?{query}" if query else "")

    def presets(self) -> list[tuple[str, str, bool]]:
        """(label, address, is chosen) of spans that people ask for."""
        today = self.ctx.today
        month, year = today.replace(day=1), today.replace(month=1, day=1)
        last = month - dt.timedelta(days=1)
        twelve = spans.begin(today, "month", -11)
        choices = [
            (_("This month"), month, today),
            (_("Last month"), last.replace(day=1), last),
            (_("This year"), year, today),
            (_("12 months"), twelve, today),
        ]
        span = self.result.span
        return [
            (
                label,
                self.address(**{"from": first.isoformat(), "to": end.isoformat()}),
                span is not None and (span.first, span.last) == (first, end),
            )
            for label, first, end in choices
        ]

    @property
    def compare(self) -> str:
        return self.own.get("compare") or self.report.compare or "none"

    @property
    def by(self) -> str:
        return self.result.step or ""

    def compares(self) -> list[tuple[str, str]]:
        return [
            ("none", _("Nothing")),
            ("previous", _("The time before")),
            ("last_year", _("A year earlier")),
        ]

    def steps(self) -> list[tuple[str, str]]:
        return [
            ("day", _("Day")), ("week", _("Week")), ("month", _("Month")),
            ("quarter", _("Quarter")), ("year", _("Year")),
        ]  # fmt: skip

    def chips(self) -> list[tuple[str, str]]:
        """(text, address without it) of each further filter."""
        found = []
        for key, value in self.pairs:
            path, _mark, operator = key.partition("__")
            try:
                label = cells.column_label(self.result.entity, path)
            except KeyError:
                label = path
            left = [pair for pair in self.pairs if pair != (key, value)]
            query = urlencode([*self.own.items(), *left])
            url = f"/reports/{self.report.name}" + (f"?{query}" if query else "")
            found.append((f"{label} {operator} {value}".replace("  ", " "), url))
        return found

    # -- what is shown -----------------------------------------------------------------------------

    @property
    def wish(self) -> str:
        """Whether more is better, where the schema has a target."""
        target = self.report.target or {}
        return "up" if "at_least" in target else "down" if "at_most" in target else ""

    def totals(self) -> list[tuple[str, figures.Shown]]:
        """The figure of everything for each measure."""
        total = self.result.total
        assert total is not None  # noqa: S101 - a finished report has one
        pairs = list(zip(self.result.columns, total.cells, strict=True))
        if self.result.has_pivot:
            column, cell = pairs[-1]
            label = column.measure.label.in_language(current_language())
            return [(label, figures.shown(self.result, column.measure, cell, self.wish))]
        return [
            (c.label, figures.shown(self.result, c.measure, cell, self.wish if not i else ""))
            for i, (c, cell) in enumerate(pairs)
        ]

    def target(self) -> str:
        """≥ 95.0% — the target as people read it."""
        for key, sign in (("at_least", "≥"), ("at_most", "≤")):
            if self.report.target and key in self.report.target:
                kind = self.result.columns[0].measure.kind
                return f"{sign} {told(kind, self.report.target[key], current_language())}"
        return ""

    def lines(self) -> list[tuple[list[str], list[tuple[str, figures.Shown]]]]:
        return [(list(line.labels), self._cells(line)) for line in self.result.lines]

    def total(self) -> list[tuple[str, figures.Shown]]:
        assert self.result.total is not None  # noqa: S101 - a finished report has one
        return self._cells(self.result.total)

    def _cells(self, line: reports.Line) -> list[tuple[str, figures.Shown]]:
        return [
            (column.label, figures.shown(self.result, column.measure, cell))
            for column, cell in zip(self.result.columns, line.cells, strict=True)
        ]

    def chart(self) -> dict[str, Any] | None:
        return figures.chart(self.result)

    # -- as a file ---------------------------------------------------------------------------------

    @property
    def export_url(self) -> str:
        """ "" for whoever may not take rows of the entity along."""
        view = screens.of(self.result.entity)
        if view is None or not view.may("export"):
            return ""
        return self.address().replace(f"/{self.report.name}", f"/{self.report.name}/export", 1)

    def as_csv(self) -> Response:
        """The table, over the rows that the reader may take along; a row in the audit log says so."""
        result = self.result
        decision = (
            registry.current().entity(self.report.entity).policy.may(self.ctx.actor, "export")
        )
        if decision.reason is not None:
            raise Forbidden(decision.reason)
        with records.writing(self.ctx):
            told_filters = [f"{key}={value}" for key, value in (*self.own.items(), *self.pairs)]
            audit.log(
                self.ctx, "export", result.entity.key(), None,
                {"report": self.report.name, "rows": len(result.lines), "filter": told_filters},
            )  # fmt: skip
        out = io.StringIO()
        writer = csv.writer(out)
        heads = [*result.heads, *(column.label for column in result.columns)]
        if result.before is not None:
            heads += [f"{column.label} ({_('Before')})" for column in result.columns]
        writer.writerow([safe(head) for head in heads])
        assert result.total is not None  # noqa: S101 - a finished report has one
        for line in (*result.lines, result.total):
            labels = [*line.labels, *[""] * (len(result.heads) - len(line.labels))]
            kinds = [column.measure.kind for column in result.columns]
            values = [plain(kind, cell.value) for kind, cell in zip(kinds, line.cells, strict=True)]
            if result.before is not None:
                values += [
                    plain(kind, cell.before.value if cell.before else None)
                    for kind, cell in zip(kinds, line.cells, strict=True)
                ]
            writer.writerow([*[safe(label) for label in labels[: len(result.heads)]], *values])
        response = Response(
            (BYTE_ORDER_MARK + out.getvalue()).encode(), content_type="text/csv; charset=utf-8"
        )
        name = f"{self.report.name}-{clock.local(self.ctx.now):%Y%m%d-%H%M}.csv"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
