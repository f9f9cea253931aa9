"""GET /people/chart: departments, their heads, who works where, what is vacant; one branch open at a time (4.1)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from flask import render_template, request

from app.forms.language import current_language
from app.forms.numbers import as_id
from app.generated.department import Department
from app.generated.employee import Employee
from app.generated.position import Position
from app.runtime import filters, query, registry
from app.runtime.context import Context
from app.runtime.field import label
from app.web.staff_pages import staff_page

ROLES = ("hr", "gm", "dept_mgr", "eng_mgr", "fin_mgr", "auditor", "employee")
AT_WORK = ("onboarding", "probation", "regular", "leaving")
MOST = 1_000
"""Departments; people of the open branch."""
SHOWN = 200
"""People of one department that stand on the page; the list has the others."""
ALWAYS = 2
"""Levels that are open from the beginning; deeper ones open along the chosen branch."""


@dataclass
class Branch:
    """A department: its row, what is below it, how many work in it and below it."""

    row: Any
    below: list[Branch] = field(default_factory=list)
    own: int = 0
    whole: int = 0
    people: list[Any] = field(default_factory=list)
    is_open: bool = False

    @property
    def id(self) -> int:
        return int(self.row["id"])


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A position, how many it may have, how many it has."""

    id: int
    name: str
    headcount: int
    filled: int

    @property
    def vacant(self) -> int:
        return self.headcount - self.filled


@staff_page(
    "/people/chart",
    name="people_chart",
    label=label(zh="组织架构", en="Organisation"),
    roles=ROLES,
    module="hr",
)
def chart(ctx: Context) -> Any:
    """The tree under `?department=`; without one the first two levels."""
    chosen = as_id(request.args.get("department", ""))
    page = Chart(ctx, chosen)
    return render_template("people/chart.html", page=page, language=current_language())


class Chart:
    """Four statements, whatever the number of departments and people."""

    def __init__(self, ctx: Context, chosen: int | None) -> None:
        self.chosen = chosen
        rows = query.rows(
            ctx, Department, columns=["id", "name", "parent", "head_name", "kind"], sort=["code"], limit=MOST,
        ).items  # fmt: skip
        at_work = filters.parse(Employee, ctx.actor, [("state__in", ",".join(AT_WORK))])
        may = registry.current().entity(Employee).policy.may(ctx.actor, "read")
        self.sees_people = may.reason is None
        staff = (
            query.groups(ctx, Employee, "department", where=at_work).groups
            if self.sees_people and query.may_group(ctx, Employee, "department")
            else []
        )
        counts = {_id(one.value): one.count for one in staff}
        self.branches = {int(row["id"]): Branch(row) for row in rows}
        self.roots: list[Branch] = []
        self._hang(counts)
        self._open()
        if chosen in self.branches and self.sees_people:
            here = [*at_work, *filters.parse(Employee, ctx.actor, [("department", str(chosen))])]
            found = query.rows(
                ctx, Employee, columns=["id", "name", "emp_no", "position", "state"], where=here,
                sort=["position", "emp_no"], limit=SHOWN,
            ).items  # fmt: skip
            self.branches[chosen].people = list(found)
        self.vacancies = self._vacancies(ctx, at_work)

    def _hang(self, counts: dict[int | None, int]) -> None:
        for branch in self.branches.values():
            branch.own = counts.get(branch.id, 0)
            parent = branch.row.get("parent")
            above = self.branches.get(int(parent["id"])) if parent else None
            (above.below if above is not None else self.roots).append(branch)

        def whole(branch: Branch) -> int:
            branch.whole = branch.own + sum(whole(one) for one in branch.below)
            return branch.whole

        for root in self.roots:
            whole(root)

    def _open(self) -> None:
        """The first levels, and the way down to the chosen one."""

        def walk(branch: Branch, level: int) -> bool:
            leads = branch.id == self.chosen
            for one in branch.below:
                leads = walk(one, level + 1) or leads
            branch.is_open = leads or level < ALWAYS - 1
            return leads

        for root in self.roots:
            walk(root, 0)

    def _vacancies(self, ctx: Context, at_work: list[Any]) -> list[Vacancy]:
        if not self.sees_people or not query.may_group(ctx, Employee, "position"):
            return []
        filled: Counter[int | None] = Counter()
        for one in query.groups(ctx, Employee, "position", where=at_work).groups:
            filled[_id(one.value)] += one.count
        rows = query.rows(ctx, Position, columns=["id", "name", "headcount"], sort=["code"], limit=MOST)  # fmt: skip
        found = [
            Vacancy(
                int(row["id"]), str(row["name"]), int(row["headcount"] or 0), filled[int(row["id"])]
            )
            for row in rows.items
        ]
        return sorted(
            (one for one in found if one.headcount or one.filled), key=lambda v: -v.vacant
        )

    def positions(self, branch: Branch) -> list[tuple[str, list[Any]]]:
        """Position → its people, of the open department."""
        found: dict[str, list[Any]] = defaultdict(list)
        for row in branch.people:
            found[row["position"]["title"] if row.get("position") else "—"].append(row)
        return list(found.items())


def _id(value: Any) -> int | None:
    """What `groups` tells of a reference."""
    if isinstance(value, dict):
        value = value.get("id")
    return int(value) if value not in (None, "") else None
