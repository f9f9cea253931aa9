"""GET /audits: where the audit stands; /audits/runs/<id>: a run by its checks, with the sample to print; the books as a download (3.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Response, render_template, request, stream_with_context

from app.forms.numbers import as_id
from app.generated.audit_finding import AuditFinding
from app.generated.audit_run import AuditRun
from app.generated.company import Company
from app.runtime import audit, clock, filters, query, records, registry, reports
from app.runtime.context import Context
from app.runtime.errors import NotFound
from app.runtime.field import label
from app.runtime.reports import Result, Span
from app.runtime.reports.span import begin
from app.web.reading import own_language
from app.web.reports import figures as cells
from app.web.staff_pages import staff_page

from . import interface
from .interface import package
from .rule import Rule
from .rules import RULES

ROLES = ("auditor", "gm")
TAKES = ("auditor", "fin_mgr")
"""Who may take the books with him: those who may export vouchers and look after all of them."""
LAST = 10
SHOWN = 50
"""Findings of a check that stand on the page of its run."""


@staff_page("/audits", name="audits", label=label(zh="审计", en="Audit"), roles=ROLES, module="fin")
def overview(ctx: Context) -> Any:
    """Findings by risk and state, the last runs, the chain of vouchers, the months."""
    return render_template("finance/audits/page.html", page=Overview(ctx))


@staff_page(
    "/audits/runs/<int:id>",
    name="audit_run",
    label=label(zh="审计检查", en="Audit run"),
    roles=ROLES,
    opens=AuditRun,
)
def one_run(ctx: Context, id: int) -> Any:
    """What each check found, and the sample."""
    return render_template("finance/audits/run.html", page=RunPage(ctx, id))


@staff_page(
    "/audits/books",
    name="audit_books",
    label=label(zh="导出账簿", en="Export the books"),
    roles=TAKES,
    module="fin",
)
def books(ctx: Context) -> Any:
    """The years to choose from; with `year`, the files of it as a zip, while they are written."""
    asked = request.args.get("year", "")
    years = interface.years(ctx)
    if not asked:
        return render_template("finance/audits/books.html", years=years)
    year = as_id(asked)
    if year not in years:
        raise NotFound
    with records.writing(ctx):
        audit.log(ctx, "export", Company.key(), None, {"books": year, "format": "GB/T 24589.1"})
    moment = clock.local(ctx.now)
    answer = Response(
        stream_with_context(_zip(ctx, year, moment.timetuple()[:6])),
        mimetype="application/zip",
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="books-{year}.zip"'
    return answer


def _zip(ctx: Context, year: int, moment: Any) -> Any:
    """In a session of its own: the page's is closed before the last piece is sent."""
    with Context(ctx.actor, channel=ctx.channel, request_id=ctx.request_id, ip=ctx.ip) as own:
        yield from package.zipped(interface.files(own, year), moment)


class Overview:
    """What the first page of the audit says; everything through the reader's own rights."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.unsettled = self._report("audit_findings_by_state")
        this = ctx.today.replace(day=1)
        year = Span(begin(this, "month", -11), ctx.today)
        self.by_month = self._report("audit_findings_by_month", year)
        found = query.rows(
            ctx, AuditRun, sort=["-id"], limit=LAST,
            columns=["title", "rules", "findings", "finished_at", "summary", "created_by"],
        )  # fmt: skip
        self.runs = list(found.items)

    def _report(self, name: str, span: Span | None = None) -> Result:
        declared = next(one for one in registry.current().reports if one.name == name)
        return reports.run(self.ctx, declared, reports.Asked(span, "none", []))

    def cells_of(self, result: Result) -> list[tuple[list[str], list[cells.Shown]]]:
        return [
            (
                list(line.labels),
                [
                    cells.shown(result, column.measure, cell)
                    for column, cell in zip(result.columns, line.cells, strict=True)
                ],
            )
            for line in result.lines
        ]

    @property
    def may_run(self) -> bool:
        """Runs are the auditor's."""
        policy = registry.current().entity(AuditRun).policy
        return policy.may(self.ctx.actor, "create").allowed

    @property
    def may_take(self) -> bool:
        return not self.ctx.actor.roles.isdisjoint(TAKES)

    @property
    def chain(self) -> tuple[Mapping[str, Any], bool] | None:
        """The last run that looked at the chain, and whether it was whole."""
        for run in self.runs:
            one = (run["summary"] or {}).get("A15")
            if run["finished_at"] and one is not None:
                return run, not one["found"]
        return None

    def when(self, run: Mapping[str, Any]) -> str:
        return f"{clock.local(run['finished_at']):%Y-%m-%d %H:%M}" if run["finished_at"] else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A check in a run: its counts, the findings that stand, those that were settled before."""

    rule: Rule
    counts: Mapping[str, Any]
    findings: Sequence[Mapping[str, Any]]

    @property
    def url(self) -> str:
        return "/audit_finding/list/?" + urlencode([("rule", self.rule.code)])


class RunPage:
    def __init__(self, ctx: Context, id: int) -> None:
        self.ctx = ctx
        self.run = query.get(ctx, AuditRun, id)
        summary: Mapping[str, Any] = self.run["summary"] or {}
        wanted = [one for counts in summary.values() for one in counts["ids"][:SHOWN]]
        rows: dict[int, Mapping[str, Any]] = {}
        for start in range(0, len(wanted), SHOWN * 4):
            part = wanted[start : start + SHOWN * 4]
            found = query.rows(
                ctx, AuditFinding, where=filters.parse(AuditFinding, ctx.actor, [("id__in", ",".join(map(str, part)))]),
                limit=len(part), sort=["id"],
                columns=["explanation", "state", "risk", "owner", "due_on"],
            )  # fmt: skip
            rows |= {row["id"]: row for row in found.items}
        self.lines = [
            Line(
                rule, summary[code],
                [rows[one] for one in summary[code]["ids"][:SHOWN] if one in rows],
            )
            for code, rule in RULES.items()
            if code in summary
        ]  # fmt: skip
        self.sample: Mapping[str, Any] | None = self.run["sample"]

    def told(self, row: Mapping[str, Any]) -> str:
        return own_language(row["explanation"], "AuditFinding.explanation")

    @property
    def finished(self) -> str:
        at = self.run["finished_at"]
        return f"{clock.local(at):%Y-%m-%d %H:%M}" if at else ""
