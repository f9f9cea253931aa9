"""GET /attendance/sheet: the month of a department as the sheet that everybody knows, on screen, on paper, as a workbook (4.2)."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import xlsxwriter
from flask import Response, flash, redirect, render_template, request
from sqlalchemy import select

from app.custom.finance import workbook
from app.forms.language import current_language
from app.generated.attendance_day import AttendanceDay
from app.generated.attendance_month import AttendanceMonth
from app.runtime import audit, clock, jobs, records, registry
from app.runtime.context import Context
from app.runtime.errors import Forbidden, InvalidState, message
from app.runtime.field import label
from app.web import cells
from app.web.lists.files import XLSX
from app.web.staff_pages import staff_page

from . import monthly, symbols
from .grid import Grid, Person, ids, readable

ROLES = ("hr", "dept_mgr", "eng_mgr", "fin_mgr", "auditor", "gm")
TOTALS = (
    ("due_days", "应出勤", "Due"), ("actual_days", "实出勤", "Actual"), ("late_times", "迟到", "Late"),
    ("early_times", "早退", "Early"), ("missing_times", "缺卡", "Missing"), ("absent_days", "旷工", "Absent"),
    ("leave_days", "请假", "Leave"), ("ot_hours", "加班", "Overtime"), ("rate", "出勤率%", "Rate %"),
)  # fmt: skip
AT_ONCE = 200
"""People of the workbook that are read together."""


class Cell(NamedTuple):
    mark: str
    tone: str


class Row(NamedTuple):
    """One person: a cell a day, the totals of his month, and its state; None while the month is not made."""

    person: Person
    cells: Sequence[Cell]
    totals: Sequence[Decimal | int | None]
    month: int | None
    state: str | None


@staff_page(
    "/attendance/sheet",
    name="attendance_sheet",
    label=label(zh="考勤表", en="Attendance sheet"),
    roles=ROLES,
    module="hr",
    methods=("GET", "POST"),
)
def attendance_sheet(ctx: Context) -> Any:
    """The month and department of the address. POST: HR has the reports of the month made now."""
    page = Sheet(ctx)
    if request.method == "POST":
        page.make()
        return redirect(f"/attendance/sheet?{page.grid.address()}")
    return render_template("people/attendance/sheet.html", page=page)


@staff_page(
    "/attendance/sheet.xlsx",
    name="attendance_sheet_file",
    label=label(zh="考勤表", en="Attendance sheet"),
    roles=ROLES,
)
def attendance_sheet_file(ctx: Context) -> Response:
    """The whole department as a workbook, for whoever may export months; the audit log says who took it."""
    refused = registry.current().entity(AttendanceMonth).policy.may(ctx.actor, "export").reason
    if refused is not None:
        raise Forbidden(refused)
    page = Sheet(ctx)
    with records.writing(ctx):
        act = {"page": "attendance_sheet", "filter": page.grid.address()}
        audit.log(ctx, "export", AttendanceMonth.key(), None, act)
    name = f"attendance-{page.grid.period}-{clock.local(ctx.now):%Y%m%d-%H%M}.xlsx"
    return workbook.file(page.file(), name, XLSX)


class Sheet:
    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.grid = Grid(ctx, request.args)
        self.zh = current_language() == "zh"
        self.heads = self.grid.heads(zh=self.zh)
        self.legend = symbols.legend(current_language())
        self.is_over = self.grid.last < ctx.today
        self.may_make = "hr" in ctx.actor.roles and self.is_over
        self.may_export = workbook.may_export(ctx, AttendanceMonth)

    @property
    def totals(self) -> list[str]:
        return [zh if self.zh else en for _, zh, en in TOTALS]

    def rows(self) -> list[Row]:
        """Of this page."""
        return self._rows(self.grid.people())

    def _rows(self, people: Sequence[Person]) -> list[Row]:
        days, months = self._days(ids(people)), self._months(ids(people))
        found = []
        for person in people:
            mine = days.get(person.id, {})
            month = months.get(person.id)
            totals = [getattr(month, name) if month is not None else None for name, _, _ in TOTALS]
            marks = [mine.get(head.day, Cell("", "")) for head in self.heads]
            found.append(
                Row(
                    person,
                    marks,
                    totals,
                    month.id if month else None,
                    month.state if month else None,
                )
            )
        return found

    def _days(self, people: Sequence[int]) -> dict[int, dict[dt.date, Cell]]:
        table = AttendanceDay
        found: dict[int, dict[dt.date, Cell]] = {}
        for row in self.ctx.session.execute(
            select(table.employee_id, table.date, table.status, table.leave_type, table.absent_min, table.due_min)
            .where(table.employee_id.in_(people), table.date.between(self.grid.first, self.grid.last), readable(self.ctx, table))
        ):  # fmt: skip
            text = symbols.mark(row.status, row.leave_type, row.absent_min or 0, row.due_min or 0)
            found.setdefault(row.employee_id, {})[row.date] = Cell(text, symbols.tone(row.status))
        return found

    def _months(self, people: Sequence[int]) -> dict[int, Any]:
        table = AttendanceMonth
        rows = self.ctx.session.execute(
            select(table.id, table.employee_id, table.state, *(getattr(table, name) for name, _, _ in TOTALS))
            .where(table.employee_id.in_(people), table.period == self.grid.period, readable(self.ctx, table))
        )  # fmt: skip
        return {row.employee_id: row for row in rows}

    def badge(self, state: str) -> Any:
        return cells.state_badge(AttendanceMonth, state)

    def shown(self, value: Decimal | int | None) -> str:
        """Zero is left out: what is there is seen."""
        if not value:
            return ""
        return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)

    def make(self) -> None:
        """Ask for the reports of the month; it is told where they stand."""
        if "hr" not in self.ctx.actor.roles:
            raise Forbidden("报表由人事生成 / HR makes the reports.")
        if not self.is_over:
            raise InvalidState(
                message(zh="当月结束后才能生成报表", en="Reports are made once the month is over.")
            )
        with records.writing(self.ctx):
            jobs.enqueue(self.ctx, monthly.MONTH, period=self.grid.period)
        told = message(
            zh="正在生成，稍后刷新查看", en="They are being made: look again in a moment."
        )
        flash(told.in_language(current_language()))

    # -- the file ----------------------------------------------------------------------------------

    def _all(self) -> Iterator[Row]:
        start = 0
        while people := self.grid.people(AT_ONCE, start):
            yield from self._rows(people)
            start += len(people)

    def file(self) -> bytes:
        """XLSX on A4 across: one row a person, one column a day, totals, the marks below."""
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
            self._write(book, book.add_worksheet(self.grid.period))
        return out.getvalue()

    def _write(self, book: Any, paper: Any) -> None:
        box = {"border": 1, "align": "center", "valign": "vcenter", "font_size": 9}
        plain, bold = (
            book.add_format(box),
            book.add_format({**box, "bold": True, "bg_color": "#EEF1F4", "text_wrap": True}),
        )
        free = book.add_format({**box, "bg_color": "#F3F4F6"})
        wrong = book.add_format({**box, "font_color": "#B42318"})
        paper.set_landscape()
        paper.set_paper(9)
        paper.fit_to_pages(1, 0)
        paper.set_column(0, 0, 9)
        paper.set_column(1, 2, 10)
        paper.set_column(3, 2 + len(self.heads), 3.2)
        paper.set_column(3 + len(self.heads), 3 + len(self.heads) + len(TOTALS), 7)
        title = f"{self.grid.period} {'考勤表' if self.zh else 'Attendance sheet'}"
        paper.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
        paper.write_string(1, 0, "　".join(f"{one} {told}" for one, told in self.legend))
        names = ("工号", "姓名", "部门") if self.zh else ("No.", "Name", "Department")
        for place, name in enumerate(
            (
                *names,
                *(f"{head.day.day}\n{head.weekday}" for head in self.heads),
                *self.totals,
                "签字" if self.zh else "Signature",
            )
        ):
            paper.write_string(2, place, name, bold)
        paper.repeat_rows(2)
        paper.freeze_panes(3, 3)
        for number, row in enumerate(self._all(), start=3):
            for place, text in enumerate(
                (row.person.emp_no, row.person.name, row.person.department)
            ):
                paper.write_string(number, place, text, plain)
            for place, (head, cell) in enumerate(zip(self.heads, row.cells, strict=True), start=3):
                paper.write_string(
                    number, place, cell.mark, wrong if cell.tone else free if head.free else plain
                )
            for place, value in enumerate(row.totals, start=3 + len(self.heads)):
                if value is None:
                    paper.write_blank(number, place, None, plain)
                else:
                    paper.write_number(number, place, float(value), plain)
            paper.write_blank(number, 3 + len(self.heads) + len(TOTALS), None, plain)
