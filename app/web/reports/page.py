"""One report for one request: what the reader chose, the figures, the links to choose otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _
from flask_login import current_user

from app.forms import screens
from app.forms.language import current_language
from app.runtime import clock, reports
from app.runtime.context import Context
from app.runtime.reports import span as spans
from app.runtime.reports.asking import OWN_KEYS, asked
from app.runtime.reports.words import told
from app.web.lists.chips import Words
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
        for (key, value), text in zip(self.pairs, self.words, strict=True):
            left = [pair for pair in self.pairs if pair != (key, value)]
            query = urlencode([*self.own.items(), *left])
            url = f"/reports/{self.report.name}" + (f"?{query}" if query else "")
            found.append((text, url))
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
        return self._file("export")

    @property
    def workbook_url(self) -> str:
        return self._file("export.xlsx")

    def _file(self, name: str) -> str:
        view = screens.of(self.result.entity)
        if view is None or not view.may("export"):
            return ""
        return self.address().replace(f"/{self.report.name}", f"/{self.report.name}/{name}", 1)

    # -- on paper ------------------------------------------------------------------------------------

    def about(self) -> list[str]:
        """What a sheet says of itself: which days, compared with which, which filters, who asked, and when."""
        found, span, before = [], self.result.span, self.result.before
        if span is not None:
            told_days = f"{span.first} – {span.last}"
            if before is not None:
                told_days += f" · {_('compared with')} {before.first} – {before.last}"
            found.append(told_days)
        if self.pairs:
            found.append(_("Filters: %(filters)s", filters=_("; ").join(self.words)))
        moment = f"{clock.local(self.ctx.now):%Y-%m-%d %H:%M}"
        found.append(_("Made by %(person)s, %(moment)s", person=self.person(), moment=moment))
        return found

    def person(self) -> str:
        return str(current_user.get_full_name().strip() or current_user.username)

    @cached_property
    def words(self) -> list[str]:
        """The further filters as people read them; the names of records are asked for once."""
        return Words(self.ctx, self.result.entity).of(self.pairs)
