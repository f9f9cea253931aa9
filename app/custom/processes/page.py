"""GET /processes…: how each process went over a month or quarter, its map, the cases behind every figure, its log (四)."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from flask import Response, redirect, render_template, request
from markupsafe import Markup

from app.forms import screens
from app.forms.numbers import as_id
from app.generated.process_evaluation import ProcessEvaluation
from app.generated.process_finding import ProcessFinding
from app.generated.project import Project
from app.runtime import events, filters, query, registry
from app.runtime.context import Context
from app.runtime.errors import BadRequest, NotFound
from app.runtime.events import Wish, export
from app.runtime.events.listing import FLAGS
from app.runtime.field import label
from app.web.reading import own_language
from app.web.staff_pages import staff_page

from . import periods, words
from .flows import FLOWS, Flow
from .map import drawn
from .shown import Change, Stage, change, duration, spent, stages
from .targets import process_of

ROLES = ("eng_mgr", "fin_mgr", "hr", "dept_mgr", "auditor", "gm")
MONTHS, QUARTERS = 12, 6
"""Periods to choose from."""
FIGURES = (
    "cases", "cycle_p50_h", "bottleneck", "sla_breach", "rework", "fitness", "automation", "red",
    "state",
)  # fmt: skip


@staff_page(
    "/processes",
    name="processes",
    label=label(zh="流程评估总览", en="How processes go"),
    roles=ROLES,
    module="fb",
)
def overview(ctx: Context) -> Any:
    """What was kept of the last month, or of the period of the address, process by process."""
    period = _period(ctx)
    where = filters.parse(ProcessEvaluation, ctx.actor, [("period", str(period))])
    found = query.rows(ctx, ProcessEvaluation, where=where, columns=["flow", *FIGURES], limit=50)
    kept = {row["flow"]: row for row in found.items}
    flows = [
        (name, words.label_of(name).in_language(ctx.language), kept.get(name))
        for name in FLOWS
        if _may_read(ctx, FLOWS[name])
    ]
    return render_template(
        "processes/overview.html",
        flows=flows,
        period=period,
        periods=_choices(ctx, period),
        half=lambda text: words.half(text or "", ctx.language),
    )


@staff_page("/processes/<flow>", name="process", label=label(zh="流程", en="Process"), roles=ROLES)
def one(ctx: Context, flow: str) -> Any:
    return render_template("processes/page.html", page=Page(ctx, flow))


@staff_page(
    "/process-evaluations/<int:id>",
    name="process_of_evaluation",
    label=label(zh="流程图与案例", en="Map and cases"),
    roles=ROLES,
    beside=ProcessEvaluation,
)
def of_evaluation(ctx: Context, id: int) -> Any:
    """From the kept figures to what they were made of."""
    kept = query.get(ctx, ProcessEvaluation, id, columns=["flow", "period"])
    return redirect(f"/processes/{kept['flow']}?{urlencode({'period': kept['period']})}")


@staff_page(
    "/processes/<flow>/cases",
    name="process_cases",
    label=label(zh="流程案例", en="Cases of a process"),
    roles=ROLES,
)
def cases(ctx: Context, flow: str) -> Any:
    return render_template("processes/cases.html", page=CasesPage(ctx, flow))


@staff_page(
    "/processes/<flow>/events.xes",
    name="process_events",
    label=label(zh="流程事件日志（XES）", en="Event log of a process (XES)"),
    roles=ROLES,
)
def event_log(ctx: Context, flow: str) -> Response:
    """The log of the period for programs of process mining, for whoever may export such records."""
    page = Asked(ctx, flow)
    asked = export.Asked(
        FLOWS[flow].process(), page.period.window(page.where), people=request.args.get("people") == "1"
    )  # fmt: skip
    answer = Response(export.stream(ctx, asked), mimetype="application/xml")
    answer.headers["Content-Disposition"] = f'attachment; filename="{flow}-{page.period}.xes"'
    return answer


class Asked:
    """A process, a period and perhaps a project, as the address names them."""

    def __init__(self, ctx: Context, flow: str) -> None:
        if flow not in FLOWS or not _may_read(ctx, FLOWS[flow]):
            raise NotFound
        self.ctx, self.name, self.flow = ctx, flow, FLOWS[flow]
        self.period = _period(ctx)
        self.has_projects = "project" in self.flow.entity.fields()
        asked = request.args.get("project", "")
        self.project = as_id(asked) if asked and self.has_projects else None
        pairs = [("project", str(self.project))] if self.project is not None else []
        self.where = filters.parse(self.flow.entity, ctx.actor, pairs)
        self.label = words.label_of(flow).in_language(ctx.language)

    def url(self, tail: str = "", **more: str | int | None) -> str:
        """An address of this process, with the period and the project."""
        given = {"period": str(self.period), "project": self.project, **more}
        return f"/processes/{self.name}{tail}?" + urlencode(
            {name: value for name, value in given.items() if value not in (None, "")}
        )

    def cases_url(self, **wish: str) -> str:
        return self.url("/cases", **wish)

    @cached_property
    def process(self) -> events.Process:
        return process_of(self.ctx, self.name)

    def state(self, name: str) -> str:
        """What a state is called; its code where the definition no longer has it."""
        found = self.flow.state(name)
        return found.label.in_language(self.ctx.language) if found is not None else name

    def step(self, name: str) -> str:
        if name == "create":
            return "新建" if self.ctx.language == "zh" else "Create"
        steps = self.process.workflow.transitions.get(name)
        return steps[0].label.in_language(self.ctx.language) if steps else name

    @cached_property
    def projects(self) -> list[tuple[int, str]]:
        if not self.has_projects:
            return []
        rows = query.rows(self.ctx, Project, columns=["title"], sort=["code"], limit=200).items
        return [(row["id"], row["title"]) for row in rows]

    @property
    def periods(self) -> list[tuple[str, bool]]:
        return _choices(self.ctx, self.period)


class Page(Asked):
    """The page of a process: its figures, beside them those of the period before and of a year ago, its map."""

    def __init__(self, ctx: Context, flow: str) -> None:
        super().__init__(ctx, flow)
        period, process = self.period, self.process
        self.now = events.evaluate(ctx, process, period.window(self.where))
        self.before = events.evaluate(ctx, process, period.before.window(self.where), whole=False)
        self.year = events.evaluate(
            ctx, process, period.year_before.window(self.where), whole=False
        )
        self.stages: list[Stage] = stages(self, self.now)
        kept = self._rows(ProcessEvaluation, ["title", "state", "conclusion"])
        self.kept = kept[0] if kept else None
        self.red = self._rows(ProcessFinding, ["item", "suggestion", *self._measures()])
        self.may_export = export.refusal(ctx, process) is None
        self.may_name = export.refusal(ctx, process, people=True) is None

    def _rows(self, entity: Any, columns: list[str]) -> list[Any]:
        pairs = [("flow", self.name), ("period", str(self.period))]
        where = filters.parse(entity, self.ctx.actor, pairs)
        return list(query.rows(self.ctx, entity, where=where, columns=columns, limit=20).items)

    def _measures(self) -> list[str]:
        """Who reads no measures sees what is red without them."""
        policy = registry.current().entity(ProcessFinding).policy
        return ["measure"] if policy.readable(self.ctx.actor, "measure") else []

    def suggestion(self, row: Any) -> str:
        return own_language(row["suggestion"], "ProcessFinding.suggestion")

    @property
    def map(self) -> Markup:
        return drawn(self, self.now)

    def figures(self) -> list[tuple[str, str, str, list[Change], str]]:
        """(label, figure, address of its cases, changes since before, remark)."""
        zh, now = self.ctx.language == "zh", self.now
        all_cases = self.cases_url()
        working = duration(self.ctx, (now.business_p50 or 0) * 60) if now.cases else "—"

        def told(name: str, zh_label: str, en: str, flag: str | None, wish: str, remark: str = "") -> Any:  # fmt: skip
            value = getattr(now, name)
            url = all_cases if flag == "" else self.cases_url(flag=flag) if flag else ""
            compared = [
                change(self.ctx, name, value, getattr(other, name), wish, self._when(place))
                for place, other in enumerate((self.before, self.year))
                if other.cases
            ]
            return (zh_label if zh else en, spent(self.ctx, name, value), url, compared, remark)

        of = "{} / {}".format
        return [
            told("cases", "案例", "Cases", "", ""),
            told("p50", "周期中位", "Cycle, median", "", "down", ("工作时间 " if zh else "working time ") + working),
            told("p90", "周期 P90", "Cycle, p90", "", "down"),
            told("waiting", "等待占比", "Waiting", "", "down"),
            told("breach_rate", "超时率", "SLA breached", "late", "down", of(now.late, now.clocked)),
            told("rework_rate", "返工率", "Rework", "rework", "down", of(now.rework, now.cases)),
            told("first_time", "一次完成率", "First-time fix", "again", "up", of(now.fixed_once, now.fixed)),
            told("fitness", "符合度", "Conformance", "unfit", "up", of(now.cases - now.unfit, now.cases)),
            told("handovers_per_case", "每案交接", "Handovers per case", "handed", "down"),
            told("automation", "自动化率", "Automation", "", "up", of(now.automatic, now.steps)),
        ]  # fmt: skip

    def _when(self, place: int) -> str:
        zh = self.ctx.language == "zh"
        return (("上期", "去年同期") if zh else ("before", "a year ago"))[place]

    def moves(self) -> list[tuple[str, str, str, int, Decimal, bool, str]]:
        """(from, step, to, how often, share by the system, whether the definition has it, its cases)."""
        return [
            (
                self.state(one.source) if one.source else "—", self.step(one.name), self.state(one.target), one.number,
                Decimal(one.automatic) * 100 / one.number, one.is_known,
                self.cases_url(source=one.source or "", target=one.target),
            )
            for one in self.now.moves
        ]  # fmt: skip


class CasesPage(Asked):
    """The cases behind a figure, the slowest first."""

    def __init__(self, ctx: Context, flow: str) -> None:
        super().__init__(ctx, flow)
        given = request.args
        self.flag, self.stage = given.get("flag", ""), given.get("state", "")
        if self.flag and self.flag not in FLAGS:
            raise BadRequest(f"flag 可为：{', '.join(FLAGS)} / flag is one of {', '.join(FLAGS)}.", field="flag")  # fmt: skip
        self.target, self.source = given.get("target", ""), given.get("source", "")
        move = (self.source, self.target) if self.target else None
        found = events.cases(
            ctx, self.process, self.period.window(self.where),
            Wish(self.flag, self.stage, move), after=_after(given.get("after", "")),
        )  # fmt: skip
        self.found = found.cases
        self.spent = found.spent
        self.titles = query.titles_of(ctx, self.flow.entity.meta.name, [one.id for one in found.cases])  # fmt: skip
        self.more = (
            self.cases_url(
                flag=self.flag, state=self.stage, source=self.source, target=self.target,
                after=f"{found.after[0]}-{found.after[1]}",
            )
            if found.after is not None
            else ""
        )  # fmt: skip

    def record_url(self, id: int) -> str:
        view = screens.of(self.flow.entity)
        return f"{view.route_base}/show/{id}" if view is not None and view.may("show") else ""

    @property
    def which(self) -> str:
        """What the cases have in common, in words."""
        zh = self.ctx.language == "zh"
        flags = {
            "late": ("超出时限", "beyond their time limit"),
            "rework": ("有返工", "worked on again"),
            "again": ("没有一次完成", "not right the first time"),
            "unfit": ("没有按已发布的流程走", "not as published"),
            "handed": ("有交接", "handed over"),
        }
        if self.flag:
            return flags[self.flag][0 if zh else 1]
        if self.stage:
            return f"{'经过' if zh else 'through'} {self.state(self.stage)}"
        if self.target:
            begins = "新建" if zh else "created"
            return (
                f"{self.state(self.source) if self.source else begins} → {self.state(self.target)}"
            )
        return "全部" if zh else "all"

    def duration(self, seconds: int) -> str:
        return duration(self.ctx, seconds)


def _may_read(ctx: Context, flow: Flow) -> bool:
    policy = registry.current().entity(flow.entity).policy
    return bool(policy.may(ctx.actor, "read").allowed)


def _period(ctx: Context) -> periods.Period:
    """Of the address; else the last whole month. Raises BadRequest for one that has not begun."""
    asked = request.args.get("period", "")
    found = periods.read(asked) if asked else periods.month_of(ctx.today).before
    if found.first > ctx.today:
        raise BadRequest("此期间还没有开始 / This period has not begun.", field="period")
    return found


def _choices(ctx: Context, chosen: periods.Period) -> list[tuple[str, bool]]:
    """Months and quarters, the newest first; the one that is open too."""
    found, month, quarter = [], periods.month_of(ctx.today), periods.quarter_of(ctx.today)
    for _ in range(MONTHS + 1):
        found.append(str(month))
        month = month.before
    for _ in range(QUARTERS):
        found.append(str(quarter))
        quarter = quarter.before
    return [(one, one == str(chosen)) for one in dict.fromkeys([*found, str(chosen)])]


def _after(text: str) -> tuple[int, int] | None:
    if not text:
        return None
    spent_in, _, id = text.partition("-")
    if not (spent_in.isdecimal() and id.isdecimal() and text.isascii() and len(text) < 40):
        raise BadRequest("翻页参数无效，请从第一页开始 / This is no page: begin at the first one.", field="after")  # fmt: skip
    return int(spent_in), int(id)
