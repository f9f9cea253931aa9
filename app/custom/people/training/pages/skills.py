"""GET /training/skills: what the positions of a department ask for against what its people can do; gaps and certificates that end (4.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template, request

from app.forms.numbers import as_id
from app.generated.department import Department
from app.generated.employee import Employee
from app.generated.employee_skill import EmployeeSkill
from app.generated.position_skill import PositionSkill
from app.runtime import filters, query
from app.runtime.context import Context
from app.runtime.field import label
from app.web.staff_pages import staff_page

from ..scoring import EXPIRES_WITHIN

ROLES = ("hr", "dept_mgr", "eng_mgr", "auditor", "gm")
SHOWN = 40
"""People on one page."""
MOST = 1000


@staff_page(
    "/training/skills",
    name="training_skills",
    label=label(zh="技能矩阵", en="Skill map"),
    roles=ROLES,
    module="hr",
)
def skills(ctx: Context) -> Any:
    """A department of the address; the first one otherwise."""
    return render_template("people/training/skills.html", page=SkillMap(ctx))


@dataclass(frozen=True, slots=True)
class Cell:
    """Has of asked; `looks`: is-short, is-ending, is-met or nothing."""

    has: int
    asked: int
    until: dt.date | None
    looks: str

    @property
    def text(self) -> str:
        return f"{self.has}/{self.asked}" if self.asked else str(self.has or "")


class SkillMap:
    """Five statements whatever the number of people; everything through the reader's own rights."""

    def __init__(self, ctx: Context) -> None:
        self.today = ctx.today
        self.departments = query.rows(
            ctx, Department, columns=["name", "code"], sort=["code"], limit=200
        ).items
        self.chosen = as_id(request.args.get("department", "")) or 0
        # One comes for what is missing: everybody is shown to whoever takes the tick away.
        self.gaps_only = request.args.get("gaps", "" if request.args else "1") == "1"
        wanted = [("state__in", "probation,regular")]
        if self.chosen:
            wanted.append(("department", str(self.chosen)))
        page = query.rows(
            ctx, Employee, where=filters.parse(Employee, ctx.actor, wanted),
            columns=["name", "position"], sort=["emp_no"], limit=SHOWN,
            cursor=request.args.get("after") or None,
        )  # fmt: skip
        self.people, self.next = page.items, page.next
        self.asked = self._asked(ctx)
        self.has = self._has(ctx)
        names: dict[int, str] = {}
        for row in (*self._asked_rows, *self._has_rows):
            names[row["skill"]["id"]] = row["skill"]["title"]
        self.skills = sorted(names.items())
        self.rows = self._rows()

    def _asked(self, ctx: Context) -> Mapping[tuple[int, int], int]:
        """(position, skill) → level."""
        positions = {row["position"]["id"] for row in self.people if row["position"]}
        self._asked_rows: list[dict[str, Any]] = []
        if positions:
            where = [("position__in", ",".join(map(str, sorted(positions))))]
            self._asked_rows = query.rows(
                ctx, PositionSkill, where=filters.parse(PositionSkill, ctx.actor, where),
                columns=["position", "skill", "level"], sort=["id"], limit=MOST,
            ).items  # fmt: skip
        return {(r["position"]["id"], r["skill"]["id"]): r["level"] for r in self._asked_rows}

    def _has(self, ctx: Context) -> Mapping[tuple[int, int], Mapping[str, Any]]:
        """(employee, skill) → what he has."""
        self._has_rows: list[dict[str, Any]] = []
        if self.people:
            where = [("employee__in", ",".join(str(row["id"]) for row in self.people))]
            self._has_rows = query.rows(
                ctx, EmployeeSkill, where=filters.parse(EmployeeSkill, ctx.actor, where),
                columns=["employee", "skill", "level", "valid_to"], sort=["id"], limit=MOST,
            ).items  # fmt: skip
        return {(r["employee"]["id"], r["skill"]["id"]): r for r in self._has_rows}

    def cell(self, person: Mapping[str, Any], skill: int) -> Cell:
        """A certificate that has run out is no level."""
        position = person["position"]["id"] if person["position"] else 0
        asked = self.asked.get((position, skill), 0)
        row = self.has.get((person["id"], skill))
        level, until = (row["level"], row["valid_to"]) if row else (0, None)
        is_over = until is not None and until < self.today
        has = 0 if is_over else level
        if has < asked or (is_over and asked):
            looks = "is-short"
        elif until is not None and until <= self.today + dt.timedelta(days=EXPIRES_WITHIN):
            looks = "is-ending"
        else:
            looks = "is-met" if asked else ""
        return Cell(has, asked, until, looks)

    def _rows(self) -> list[tuple[Mapping[str, Any], list[Cell]]]:
        rows: list[tuple[Mapping[str, Any], list[Cell]]] = [
            (person, [self.cell(person, skill) for skill, _ in self.skills])
            for person in self.people
        ]
        if self.gaps_only:
            rows = [
                row for row in rows if any(c.looks in ("is-short", "is-ending") for c in row[1])
            ]
        return rows

    @property
    def short(self) -> int:
        return sum(cell.looks == "is-short" for _, cells in self.rows for cell in cells)

    @property
    def ending(self) -> int:
        return sum(cell.looks == "is-ending" for _, cells in self.rows for cell in cells)
