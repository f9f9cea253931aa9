"""A roster is planned for many at once: what is written, what a pattern means, what rest the law asks for (4.2)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.generated.roster import Roster
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import on_duty
from .figures.plan import DAY, Rule

MOST = 5000
"""Cells of one save."""
REST = 11 * 60
"""Minutes between two shifts that are told when they are fewer."""
IN_A_ROW = 6
"""Days of work after which one is off (劳动法 38)."""
OFF = "-"
AUDIT = "roster"
ONE = dt.timedelta(days=1)
Spot = tuple[int, dt.date]


@dataclass(frozen=True, slots=True)
class Clash:
    """What is wrong with a day of somebody: `rest` (too little since the shift before), `row` (too many days), `leave`."""

    employee: int
    day: dt.date
    kind: str


def parse(text: str, codes: Mapping[str, int]) -> dict[Spot, int | None]:
    """`12:2026-03-04:N;12:2026-03-05:-` → what is wanted. Raises RuleViolation for anything else."""
    found: dict[Spot, int | None] = {}
    for part in filter(None, text.split(";")):
        try:
            employee, day, code = part.split(":")
            spot = (int(employee), dt.date.fromisoformat(day))
            found[spot] = None if code == OFF else codes[code]
        except (ValueError, KeyError):
            raise RuleViolation(
                f"无法识别的排班 {part[:40]}，请刷新后重试 / {part[:40]} is no line of a roster: load the page anew."
            ) from None
    if len(found) > MOST:
        raise RuleViolation(f"一次最多保存 {MOST} 格 / At most {MOST} cells at once.")
    return found


def pattern(text: str, codes: Mapping[str, int]) -> list[int | None]:
    """`D D N N - -`: shifts by code, `-` for a day off, repeated over the days. Raises RuleViolation."""
    words = text.replace(",", " ").replace("，", " ").split()
    unknown = [word for word in words if word != OFF and word not in codes]
    if not words or unknown or len(words) > 62:
        raise RuleViolation(
            f"循环写作班次编码，如 D D N N - -（- 为休息）；不认识：{' '.join(unknown)[:60] or '空'} / "
            f"Write the codes of shifts such as D D N N - - (- is a day off); not known: {' '.join(unknown)[:60] or 'nothing'}.",
            field="pattern",
        )
    return [None if word == OFF else codes[word] for word in words]


def filled(
    people: Sequence[int], first: dt.date, last: dt.date, cycle: Sequence[int | None], shift: int
) -> dict[Spot, int | None]:
    """The cycle over the days of everybody; each one begins `shift` places after the one above him."""
    days = (last - first).days + 1
    return {
        (employee, first + number * ONE): cycle[(number + row * shift) % len(cycle)]
        for row, employee in enumerate(people)
        for number in range(days)
    }


def copied(
    ctx: Context, people: Sequence[int], first: dt.date, last: dt.date
) -> dict[Spot, int | None]:
    """Last month, weekday by weekday: each day is like that of four weeks before, or five where that is this month too."""
    lines = known(ctx, people, first - 28 * ONE, first - ONE)
    found: dict[Spot, int | None] = {}
    for number in range((last - first).days + 1):
        day = first + number * ONE
        like = day - (28 if number < 28 else 35) * ONE
        for employee in people:
            if (employee, like) in lines:
                found[employee, day] = lines[employee, like][0]
    return found


def known(
    ctx: Context, people: Sequence[int], first: dt.date, last: dt.date
) -> dict[Spot, list[int | None]]:
    """The roster as it stands: (employee, day) → shifts in their order."""
    found: dict[Spot, list[int | None]] = defaultdict(list)
    for employee, day, shift in ctx.session.execute(
        select(Roster.employee_id, Roster.date, Roster.shift_id)
        .where(
            Roster.employee_id.in_(people), Roster.date.between(first, last), Roster.deleted_at.is_(None)
        )
        .order_by(Roster.seq)
    ):  # fmt: skip
        found[employee, day].append(shift)
    return found


def save(ctx: Context, wanted: Mapping[Spot, int | None]) -> int:
    """Bring the first line of each day in step with what is wanted, set by set under the person's own rights; how many
    cells changed. Raises Forbidden or NotFound for people whose roster is not his.
    """
    if not wanted:
        return 0
    people = sorted({employee for employee, _ in wanted})
    days = [day for _, day in wanted]
    with records.writing(ctx):
        lines = {
            (row.employee_id, row.date): row
            for row in ctx.session.execute(
                select(Roster.id, Roster.employee_id, Roster.date, Roster.shift_id)
                .where(
                    Roster.employee_id.in_(people), Roster.date.between(min(days), max(days)),
                    Roster.seq == 1, Roster.deleted_at.is_(None),
                )
                .order_by(Roster.id)
                .with_for_update(key_share=True)
            )
        }  # fmt: skip
        new = [
            {"employee": employee, "date": day, "seq": 1, "shift": shift}
            for (employee, day), shift in sorted(wanted.items(), key=lambda one: one[0])
            if (employee, day) not in lines
        ]
        by_shift: dict[int | None, list[int]] = defaultdict(list)
        for spot, shift in wanted.items():
            if spot in lines and lines[spot].shift_id != shift:
                by_shift[shift].append(lines[spot].id)
        changed = 0
        for shift, ids in by_shift.items():
            done = records.write_set(
                ctx,
                Roster,
                Roster.id.in_(ids),
                action="update",
                values={"shift": shift},
                audit=AUDIT,
            )
            if done != len(ids):
                raise RuleViolation(
                    "其中有不归您排班的员工 / Some of these people are not yours to plan."
                )
            changed += done
        on_duty.unmark_lines(
            ctx.within(ctx.operation), [id for ids in by_shift.values() for id in ids]
        )
        if new:
            changed += records.write_set(ctx, Roster, new, action="create", audit=AUDIT)
    return changed


def clashes(
    lines: Mapping[Spot, Sequence[int | None]],
    rules: Mapping[int, Rule],
    away: Iterable[Spot] = (),
) -> list[Clash]:
    """Too little rest between two shifts, more than six days in a row, a shift during leave."""
    found = [
        Clash(employee, day, "leave")
        for employee, day in sorted(away)
        if any(lines.get((employee, day), ()))
    ]
    by_person: dict[int, list[tuple[dt.date, list[Rule]]]] = defaultdict(list)
    for (employee, day), shifts in sorted(lines.items(), key=lambda one: one[0]):
        work = [rules[shift] for shift in shifts if shift is not None and shift in rules]
        if work:
            by_person[employee].append((day, work))
    for employee, days in by_person.items():
        ended: int | None = None
        before: dt.date | None = None
        row = 0
        for day, work in days:
            midnight = day.toordinal() * DAY
            if ended is not None and before != day and midnight + work[0].start - ended < REST:
                found.append(Clash(employee, day, "rest"))
            row = row + 1 if before is not None and day - before == ONE else 1
            if row > IN_A_ROW:
                found.append(Clash(employee, day, "row"))
            ended, before = midnight + max(rule.end for rule in work), day
    return found
