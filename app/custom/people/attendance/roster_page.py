"""GET /attendance/roster: the month of a department, planned with the keyboard, by a pattern, or like last month (4.2)."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from flask import flash, redirect, render_template, request
from sqlalchemy import select

from app.forms.language import current_language
from app.generated.employee import Employee
from app.generated.roster import Roster
from app.generated.shift import Shift
from app.runtime import registry
from app.runtime.context import Context
from app.runtime.errors import AppError, RuleViolation, message
from app.runtime.field import label
from app.web.staff_pages import staff_page

from . import inputs, planning
from .grid import Grid, Person, ids, readable

ROLES = ("hr", "dept_mgr", "eng_mgr", "auditor", "gm")
TONES = ("blue", "purple", "orange", "teal", "pink", "green")
WORDS = {
    "rest": message(zh="与上一班间隔不足 11 小时", en="Less than 11 hours since the last shift"),
    "row": message(zh="连续工作超过 6 天", en="More than six days in a row"),
    "leave": message(zh="请假期间排了班", en="A shift during leave"),
}


class Cell(NamedTuple):
    """`code`: what stands in it, "-" for a day off, "" for nothing yet; `clash`: what is wrong with it."""

    code: str
    tone: str
    clash: str


@staff_page(
    "/attendance/roster",
    name="attendance_roster",
    label=label(zh="排班表", en="Roster of a month"),
    roles=ROLES,
    module="hr",
    methods=("GET", "POST"),
)
def roster(ctx: Context) -> Any:
    """POST: `cells` that were changed, or `fill` with a pattern, or `copy` last month; all of it or nothing."""
    page = RosterPage(ctx)
    if request.method == "POST":
        try:
            number = page.save()
        except AppError as refused:
            flash(refused.message.in_language(current_language()), "danger")
        else:
            told = message(zh=f"已保存 {number} 格", en=f"{number} cells were saved")
            flash(told.in_language(current_language()), "success")
        return redirect(f"/attendance/roster?{page.grid.address()}")
    return render_template("people/attendance/roster.html", page=page)


class RosterPage:
    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.grid = Grid(ctx, request.args)
        self.heads = self.grid.heads(zh=current_language() == "zh")
        self.shifts = list(
            ctx.session.execute(
                select(Shift.id, Shift.code, Shift.name, Shift.starts, Shift.ends)
                .where(readable(ctx, Shift))
                .order_by(Shift.code)
            )
        )
        self.codes = {row.code: row.id for row in self.shifts}
        self.names = {row.id: row.code for row in self.shifts}
        self.tones = {row.id: TONES[place % len(TONES)] for place, row in enumerate(self.shifts)}
        policy = registry.current().entity(Roster).policy
        self.may_plan = bool(policy.may(ctx.actor, "create").allowed)
        self.people = self.grid.people()

    # -- reading -----------------------------------------------------------------------------------

    def rows(self) -> list[tuple[Person, list[Cell]]]:
        """A row for each person of this page."""
        first, last = self.grid.first, self.grid.last
        around = dt.timedelta(days=planning.IN_A_ROW + 1)
        who = ids(self.people)
        lines = planning.known(self.ctx, who, first - around, last)
        wrong: dict[planning.Spot, str] = {}
        rules = inputs.shifts(self.ctx).rules
        for clash in planning.clashes(lines, rules, self._away(who)):
            wrong.setdefault((clash.employee, clash.day), clash.kind)
        self.clash_count = sum(1 for _, day in wrong if day >= first)
        self.clash_kinds = sorted({kind for (_, day), kind in wrong.items() if day >= first})
        return [
            (one, [self._cell(lines.get((one.id, head.day)), wrong.get((one.id, head.day), "")) for head in self.heads])
            for one in self.people
        ]  # fmt: skip

    def _cell(self, shifts: list[int | None] | None, clash: str) -> Cell:
        if shifts is None:
            return Cell("", "", clash)
        codes = [self.names.get(one, "?") for one in shifts if one is not None]
        tone = self.tones.get(shifts[0], "") if shifts[0] is not None else ""
        return Cell("/".join(codes) or planning.OFF, tone, clash)

    def _away(self, who: list[int]) -> list[planning.Spot]:
        rows = self.ctx.session.execute(
            select(Roster.employee_id, Roster.date).where(
                Roster.employee_id.in_(who), Roster.date.between(self.grid.first, self.grid.last),
                Roster.on_leave.is_(True), readable(self.ctx, Roster),
            )
        )  # fmt: skip
        return [(row.employee_id, row.date) for row in rows]

    def word(self, clash: str) -> str:
        return WORDS[clash].in_language(current_language())

    # -- writing -----------------------------------------------------------------------------------

    def save(self) -> int:
        given = request.form
        first, last = self._days()
        if "fill" in given:
            cycle = planning.pattern(given.get("pattern", ""), self.codes)
            shift = given.get("shift_by", "")
            step = int(shift) if shift.isdecimal() else 0
            wanted = planning.filled(self._chosen(), first, last, cycle, step)
        elif "copy" in given:
            wanted = planning.copied(self.ctx, self._chosen(), self.grid.first, self.grid.last)
        else:
            wanted = planning.parse(given.get("cells", ""), self.codes)
            self._must_be_mine(wanted)
        return planning.save(self.ctx, wanted)

    def _must_be_mine(self, wanted: dict[planning.Spot, int | None]) -> None:
        people = {employee for employee, _ in wanted}
        found = set(
            self.ctx.session.scalars(
                select(Employee.id).where(Employee.id.in_(people), readable(self.ctx, Employee))
            )
        )
        if people - found:
            raise RuleViolation(
                "其中有不归您排班的员工 / Some of these people are not yours to plan."
            )

    def _chosen(self) -> list[int]:
        """The people who were ticked, else all of this page."""
        ticked = {int(one) for one in request.form.getlist("who") if one.isdecimal()}
        return [one.id for one in self.people if not ticked or one.id in ticked]

    def _days(self) -> tuple[dt.date, dt.date]:
        try:
            first = dt.date.fromisoformat(request.form.get("from") or self.grid.first.isoformat())
            last = dt.date.fromisoformat(request.form.get("to") or self.grid.last.isoformat())
        except ValueError:
            raise RuleViolation(
                "日期写作 2026-01-31 / Write a date as 2026-01-31.", field="from"
            ) from None
        first, last = max(first, self.grid.first), min(last, self.grid.last)
        if first > last:
            raise RuleViolation(
                "日期须在本月内，止不早于起 / The days lie in this month, the last not before the first.",
                field="to",
            )
        return first, last
