"""A day of attendance as a pure function of punches, roster, calendar and approved requests (domain.md §4.14, O14.*).

The order of the punches, and how often each of them came, change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from .plan import DAY, DayKind, Interval, Plan, Rule, Span, clipped, total, without

REPEAT = 5
"""Minutes within which a second punch says nothing new."""
HALF_HOUR = 30
"""Overtime counts in whole half hours."""
EARLY, LATE = 120, 240
"""Minutes around overtime on a free day within which its punches lie."""


class Result(NamedTuple):
    """What became of a day, in minutes; `first` and `last` on the axis (see plan.py)."""

    day: int
    kind: str
    status: str
    shift: int | None = None
    first: int | None = None
    last: int | None = None
    due: int = 0
    worked: int = 0
    late: int = 0
    early: int = 0
    absent: int = 0
    leave: int = 0
    leave_type: str | None = None
    trip: int = 0
    ot_workday: int = 0
    ot_rest: int = 0
    ot_holiday: int = 0
    comp: int = 0


class Target:
    """A time that punches belong to: a shift, or overtime where there is none."""

    __slots__ = ("bounds", "day", "first", "goes_on", "high", "last", "low", "rule")

    def __init__(self, day: int, low: int, high: int, bounds: list[int], rule: Rule | None) -> None:
        self.day, self.low, self.high, self.bounds, self.rule = day, low, high, bounds, rule
        self.goes_on: set[int] = set()
        """Other days whose overtime lies beside it: after a night shift, before one that begins at midnight."""
        self.first: int | None = None
        self.last: int | None = None

    def take(self, punch: int) -> None:
        """Punches come in their order."""
        if self.first is None:
            self.first = punch
        self.last = punch


Told = tuple[int | None, int | None, Result]
"""The first and the last punch in minutes after the midnight of the day, and what became of it: a Result of day 0 without
punches, one object for all days that came out alike."""


def reckon(
    plans: Sequence[Plan],
    punches: Iterable[int],
    spans: Sequence[Span] = (),
    *,
    now: int,
    flexible: bool = False,
) -> dict[int, Result]:
    """Day → result, of those days that are over at `now`. Plans of the days around belong to it: a punch goes to the shift
    whose window holds it and whose beginning or end is nearest, whichever day that is of.
    """
    found = {}
    for day, (first, last, told) in judged(plans, punches, spans, now=now, flexible=flexible):
        midnight = day * DAY
        found[day] = told._replace(
            day=day,
            first=None if first is None else midnight + first,
            last=None if last is None else midnight + last,
        )
    return found


def judged(
    plans: Sequence[Plan],
    punches: Iterable[int],
    spans: Sequence[Span] = (),
    *,
    now: int,
    flexible: bool = False,
) -> Iterator[tuple[int, Told]]:
    """The same for whoever keeps many days: what one shift becomes by its punches is worked out once for everybody."""
    targets = _targets(plans, spans)
    _assign(targets, punches)
    by_day: dict[int, list[Target]] = {}
    beyond: dict[int, list[Target]] = {}
    for target in targets:
        by_day.setdefault(target.day, []).append(target)
        for day in target.goes_on:
            beyond.setdefault(day, []).append(target)
    for plan in plans:
        day, kind, rules, holiday = plan
        midnight = day * DAY
        if now < midnight + (max([rule.end for rule in rules]) if rules else DAY):
            continue
        beside = by_day.get(day, ())
        if not spans and len(beside) < 2:
            first = last = None
            if beside and beside[0].first is not None and beside[0].last is not None:
                first, last = beside[0].first - midnight, beside[0].last - midnight
            yield day, _alone(kind, rules, holiday, flexible, first, last)
            continue
        mine = _of(plan, spans) if spans else ()
        one = _day(plan, beside, mine, flexible, beyond.get(day, ()))
        yield (
            day,
            (
                None if one.first is None else one.first - midnight,
                None if one.last is None else one.last - midnight,
                one._replace(day=0, first=None, last=None),
            ),
        )


@lru_cache(maxsize=50_000)
def _alone(
    kind: DayKind,
    rules: tuple[Rule, ...],
    holiday: bool,
    flexible: bool,
    first: int | None,
    last: int | None,
) -> Told:
    """A day of one shift or none, and no request."""
    plan = Plan(0, kind, rules, holiday)
    targets = _targets([plan], ())
    for target in targets:
        target.first, target.last = first, last
    one = _day(plan, targets, (), flexible)
    return one.first, one.last, one._replace(first=None, last=None)


def _of(plan: Plan, spans: Sequence[Span]) -> list[Span]:
    low = plan.day * DAY
    high = low + max((rule.end for rule in plan.rules), default=DAY)
    return [
        one
        for one in spans
        if (one.start // DAY == plan.day if one.kind == "overtime" else one.start < high and one.end > low)
    ]  # fmt: skip


def _targets(plans: Sequence[Plan], spans: Sequence[Span]) -> list[Target]:
    found = [
        Target(
            plan.day,
            plan.day * DAY + rule.start - rule.before,
            plan.day * DAY + rule.end + rule.after,
            [plan.day * DAY + rule.start, plan.day * DAY + rule.end],
            rule,
        )
        for plan in plans
        for rule in plan.rules
    ]
    for span in spans:
        if span.kind != "overtime":
            continue
        day = span.start // DAY
        low, high = span.start - EARLY, span.end + LATE
        beside = [one for one in found if one.day == day]
        touching = [one for one in found if one.rule is not None and _gap(one, span) <= EARLY]
        if touching:
            nearest = min(touching, key=lambda one: (_gap(one, span), one.day != day, one.low))
            if nearest.day != day:
                nearest.goes_on.add(day)
        elif beside:
            nearest = min(beside, key=lambda one: (_away(one, span.start), one.low))
        if touching or beside:
            nearest.low, nearest.high = min(nearest.low, low), max(nearest.high, high)
            nearest.bounds += [span.start, span.end]
        else:
            found.append(Target(day, low, high, [span.start, span.end], None))
    found.sort(key=lambda one: one.low)
    return found


def _gap(target: Target, span: Span) -> int:
    """Minutes between a shift and overtime; 0 where they touch."""
    return max(target.bounds[0] - span.end, span.start - target.bounds[1], 0)


def _away(target: Target, punch: int) -> int:
    return min(abs(punch - bound) for bound in target.bounds)


def _assign(targets: Sequence[Target], punches: Iterable[int]) -> None:
    place, count = 0, len(targets)
    for punch in sorted(set(punches)):
        while place < count and targets[place].high < punch:
            place += 1
        if place == count:
            break
        nearest = targets[place]
        if nearest.low > punch:
            continue
        if place + 1 == count or targets[place + 1].low > punch:
            nearest.take(punch)
            continue
        best, away = nearest, _away(nearest, punch)
        for target in islice(targets, place + 1, None):
            if target.low > punch:
                break
            if target.high < punch:
                continue
            here = _away(target, punch)
            if here < away or (here == away and _comes(best, target, punch)):
                best, away = target, here
        best.take(punch)


def _comes(before: Target, after: Target, punch: int) -> bool:
    """Where one shift ends when the next begins: until that moment one comes to the next, from then on one goes."""
    return before.bounds[1] == after.bounds[0] > punch


class _Judged(NamedTuple):
    worked: int = 0
    late: int = 0
    early: int = 0
    absent: int = 0
    missing: bool = False


def _judge(rule: Rule, required: Sequence[Interval], target: Target, flexible: bool) -> _Judged:
    """One shift; `required`: its working time that no leave and no trip covers, not empty."""
    due = total(required)
    first, last = target.first, target.last
    if flexible:
        return _Judged(worked=due)
    if first is None or last is None:
        return _Judged(absent=due)
    if last - first < REPEAT:
        return _Judged(missing=True)
    worked = total(clipped(required, first, last))
    late = total(clipped(required, required[0][0], first))
    early = total(clipped(required, last, required[-1][1]))
    absent = 0
    if late > rule.absent_after:
        absent, late = max(rule.standard // 2, late), 0
    elif late <= rule.late_grace:
        late = 0
    if early > rule.absent_after:
        absent, early = absent + max(rule.standard // 2, early), 0
    elif early <= rule.early_grace:
        early = 0
    absent = min(absent, due - late - early)
    return _Judged(min(worked, due - late - early - absent), late, early, absent)


def _day(
    plan: Plan,
    targets: Sequence[Target],
    spans: Sequence[Span],
    flexible: bool,
    beyond: Sequence[Target] = (),
) -> Result:
    """`beyond`: shifts of other days that go on into this day's overtime; their punches are its punches."""
    if not targets and not beyond:
        return Result(plan.day, plan.kind, _status(plan, False, 0, 0, 0, 0, 0, 0))
    midnight = plan.day * DAY
    firsts = [one.first for one in targets if one.first is not None]
    lasts = [one.last for one in targets if one.last is not None]
    first, last = min(firsts, default=None), max(lasts, default=None)
    due = worked = late = early = absent = leave = trip = 0
    leave_type: str | None = None
    missing = False
    for target in targets:
        rule = target.rule
        if rule is None:
            continue
        required = rule.work(midnight)
        due += total(required)
        for span in spans:
            if span.kind == "overtime":
                continue
            taken = total(clipped(required, span.start, span.end))
            if not taken:
                continue
            required = without(required, span.start, span.end)
            if span.kind == "leave":
                leave += taken
                leave_type = leave_type or span.detail
            else:
                trip += taken
        if not required:
            continue
        one = _judge(rule, required, target, flexible)
        worked, late, early = worked + one.worked, late + one.late, early + one.early
        absent, missing = absent + one.absent, missing or one.missing
    overtime, comp = _overtime(plan, [*targets, *beyond], spans)
    if plan.kind == "statutory" and plan.rules:
        # A rotating shift on a public holiday: all of it is paid threefold.
        overtime += worked // HALF_HOUR * HALF_HOUR
    status = _status(plan, missing, absent, late, early, leave, trip, overtime + comp)
    if last is not None and first is not None and last - first < REPEAT:
        first, last = _side(targets, first)
    return Result(
        plan.day, plan.kind, status, plan.rules[0].id if plan.rules else None, first, last,
        due, worked, late, early, absent, leave, leave_type, trip,
        overtime if plan.kind == "workday" else 0,
        overtime if plan.kind == "rest" else 0,
        overtime if plan.kind == "statutory" else 0,
        comp,
    )  # fmt: skip


def _side(targets: Sequence[Target], punch: int) -> tuple[int | None, int | None]:
    """Whether the only punch is the one of coming or of going: which of the two is nearer."""
    bounds = [bound for one in targets for bound in one.bounds]
    if punch - min(bounds) <= max(bounds) - punch:
        return punch, None
    return None, punch


def _overtime(plan: Plan, targets: Sequence[Target], spans: Sequence[Span]) -> tuple[int, int]:
    """(minutes to pay, minutes for time off): what was approved and somebody was there, in whole half hours."""
    pay = comp = 0
    work = [
        interval
        for one in targets
        if one.rule is not None
        for interval in one.rule.work(one.day * DAY)
    ]
    there = [
        (one.first, one.last) for one in targets if one.first is not None and one.last is not None
    ]
    for span in spans:
        if span.kind != "overtime":
            continue
        free: list[Interval] = [(span.start, span.end)]
        for start, end in work:
            free = without(free, start, end)
        minutes = sum(total(clipped(free, start, end)) for start, end in there)
        counted = minutes // HALF_HOUR * HALF_HOUR
        if span.detail == "comp" and plan.kind == "rest":
            comp += counted
        else:
            pay += counted
    return pay, comp


def _status(
    plan: Plan,
    missing: bool,
    absent: int,
    late: int,
    early: int,
    leave: int,
    trip: int,
    overtime: int,
) -> str:
    if not plan.rules:
        if overtime:
            return "overtime"
        return "holiday" if plan.holiday or plan.kind == "statutory" else "rest"
    if missing:
        return "missing"
    if absent:
        return "absent"
    if late or early:
        return "late_early" if late and early else "late" if late else "early"
    return "leave" if leave else "trip" if trip else "normal"
