"""A report for one reader: his rows, the fields that he may read, one statement (and one for the titles of records)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .. import filters, registry
from ..errors import Forbidden, message
from ..query import conditions
from ..query.cells import titles_of
from ..query.reading import Reading, field_of
from .access import measures, refusal
from .dimension import Dimension, Key, Steps, days
from .measure import Figure, Measure, figure, value
from .pairs import Pair, pairs
from .result import Cell, Column, Line, Result
from .span import Span, Step, usual
from .statement import Plan, measured, statement, step_of, within

if TYPE_CHECKING:
    from ..context import Context

TOTAL = message(zh="合计", en="Total")
PIVOT_TOP = 6
_CLOSED: Key = (None, False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader chose. `compare`: previous, last_year, "" for nothing, None for what the schema says."""

    span: Span | None = None
    compare: str | None = None
    pairs: Sequence[Pair] = ()
    action: str = "read"
    by: Step | None = None


def run(ctx: Context, report: registry.Report, asked: Asked | None = None) -> Result:
    """The figures. Raises Forbidden, or BadRequest for a filter that cannot be asked."""
    reason = refusal(ctx, report)
    if reason is not None:
        raise Forbidden(reason)
    return _Run(ctx, report, asked or Asked()).result()


@dataclass(slots=True)
class _Groups:
    """Figures by level, slot and keys."""

    figures: dict[tuple[int, int, tuple[Key, ...]], list[Figure]] = field(default_factory=dict)

    def of(
        self, level: int, slot: int, keys: tuple[Key, ...], measures: Sequence[Measure]
    ) -> list[Figure]:
        found = self.figures.get((level, slot, keys))
        return found or [Figure(one.nothing, 0) for one in measures]


class _Run:
    def __init__(self, ctx: Context, report: registry.Report, asked: Asked) -> None:
        self.ctx, self.report, self.asked = ctx, report, asked
        self.actor = ctx.judge
        self.entity: Any = registry.current().entity(report.entity).entity
        self.reading = Reading(self.actor, self.entity)
        if asked.action != "read":
            self.reading.where(self.reading.policy.rows(self.actor, asked.action))
        where = pairs(report.where.tree, self.actor) if report.where is not None else []
        self.common: list[Pair] = [*where, *asked.pairs]
        self.measures = measures(self.reading, report)
        self._find_days()
        self._find_dimensions()

    def _find_days(self) -> None:
        self.span: Span | None = None
        self.before: Span | None = None
        self.steps_before: list[Span] | None = None
        period = self.report.period
        if period is None:
            return
        self.path = str(period["field"])
        place, self.day = self.reading.find(self.path)
        self.moment = self.reading.seen(place, self.day)
        self.span = self.asked.span or usual(period["by"], self.ctx.today)
        how = self.report.compare if self.asked.compare is None else self.asked.compare
        if how in ("previous", "last_year"):
            self.shift = self.span.shift(how)
            self.before = self.shift.span(self.span)

    def _find_dimensions(self) -> None:
        """Lines go by the groups; where the only group makes the columns, or there is none, by the steps."""
        report = self.report
        self.lines: list[Dimension | Steps] = [
            Dimension.of(self.reading, path, report.top)
            for path in report.group
            if path != report.pivot
        ]
        if not self.lines and self.span is not None:
            by: Step = self.asked.by or report.period["by"]  # type: ignore[index]
            step, spans = self.span.steps(by)
            self.lines = [Steps(self.path, spans, step)]
            if self.before is not None:
                self.steps_before = self.shift.steps(spans, self.span)
        self.pivot = (
            Dimension.of(self.reading, report.pivot, min(report.top or PIVOT_TOP, PIVOT_TOP))
            if report.pivot
            else None
        )
        if self.pivot is not None:
            self.measures = self.measures[:1]
        self.dimensions = [*self.lines, *([self.pivot] if self.pivot else [])]

    # -- the statement ---------------------------------------------------------------------------

    def result(self) -> Result:
        groups, keys = self._read()
        self._find_titles(keys)
        language = self.ctx.language
        number = len(self.lines)
        result = Result(
            self.report.name,
            self.report.label.in_language(language),
            self.entity,
            [self._head(one) for one in self.lines],
            self._columns(keys),
            span=self.span,
            before=self.before,
            step=self.lines[0].step if self.lines and isinstance(self.lines[0], Steps) else None,
            chart=self.report.chart or "table",
            has_pivot=self.pivot is not None,
            pairs=self.common,
        )
        for line in self._line_keys(groups, keys):
            labels = [one.label(key, language) for one, key in zip(self.lines, line, strict=True)]
            steps = self.lines[0].spans if isinstance(self.lines[0], Steps) else None
            first = steps[line[0][0]].first if steps is not None else None
            result.lines.append(Line(labels, self._cells(groups, keys, line), first))
        total = tuple([_CLOSED] * number)
        result.total = Line([TOTAL.in_language(language)], self._cells(groups, keys, total, True))
        return result

    def _read(self) -> tuple[_Groups, list[list[Key]]]:
        parsed = self._parse()
        plan = self._plan(parsed)
        found, keys = _Groups(), [dict[Key, None]() for _ in self.dimensions]
        bound = conditions.values([one for part in parsed for one in part])
        for row in self.ctx.session.execute(statement(plan), bound):
            level, slot = int(row[0]), int(row[1])
            here = plan.levels[level]
            all_keys = [_CLOSED] * len(self.dimensions)
            for i in here:
                all_keys[i] = (row[2 + 2 * i], bool(row[3 + 2 * i]))
                keys[i][all_keys[i]] = None
            found.figures[(_mask(here), slot, tuple(all_keys))] = [
                figure(one, *measured(row, plan, i)) for i, one in enumerate(self.measures)
            ]
        return found, [self._ordered(i, list(one), found) for i, one in enumerate(keys)]

    def _parse(self) -> list[list[Any]]:
        """The filters of everything, then of each rate `when` and `of`."""
        texts = [self.common]
        for one in self.measures:
            if one.when is not None:
                texts.append(pairs(one.when, self.actor))
                texts.append(pairs(one.of, self.actor) if one.of else [])
        return [filters.parse(self.entity, self.actor, part) for part in texts]

    def _plan(self, parsed: Sequence[Sequence[Any]]) -> Plan:
        sql = conditions.each(self.reading, [one for part in parsed for one in part])
        pieces = []
        for part in parsed:
            pieces.append(sql[: len(part)])
            sql = sql[len(part) :]
        for one in pieces[0]:
            self.reading.where(one)
        rates, values = iter(pieces[1:]), []
        for one in self.measures:
            when, of = (next(rates), next(rates)) if one.when is not None else ((), ())
            values.append(value(self.reading, one, when, of))
        tops = [one.top if isinstance(one, Dimension) else None for one in self.dimensions]
        return Plan(self.reading, self.measures, values, tops, self._slots())

    def _slots(self) -> list[tuple[Any, Sequence[Any]]]:
        if self.span is None:
            return [(None, self._keys(None))]
        steps = self.lines[0].spans if isinstance(self.lines[0], Steps) else None
        inside = within(self.moment, self.day.type, self.span)
        found: list[tuple[Any, Sequence[Any]]] = [(inside, self._keys(steps))]
        if self.before is not None:
            earlier = within(self.moment, self.day.type, self.before)
            found.append((earlier, self._keys(self.steps_before)))
        return found

    def _keys(self, steps: Sequence[Span] | None) -> list[Any]:
        return [
            one.column(self.reading)
            if isinstance(one, Dimension)
            else step_of(self.moment, self.day.type, steps or one.spans)
            for one in self.dimensions
        ]

    # -- groups in order ---------------------------------------------------------------------------

    def _ordered(self, i: int, keys: list[Key], groups: _Groups) -> list[Key]:
        one = self.dimensions[i]
        if isinstance(one, Steps):
            return [(place, False) for place in range(len(one.spans))]
        places = {name: place for place, name in enumerate(one.order)}

        def rank(key: Key) -> Any:
            figures = groups.of(1 << i, 0, _alone(i, key, len(self.dimensions)), self.measures)
            size = figures[0].value if self.measures[0].is_additive else figures[0].rows
            last = 2 if key[1] else 1 if key[0] is None else 0
            if places:
                return (last, places.get(key[0], len(places)), str(key[0]))
            return (last, -(size or 0), str(key[0]))

        return sorted(keys, key=rank)

    def _line_keys(self, groups: _Groups, keys: Sequence[list[Key]]) -> list[tuple[Key, ...]]:
        number = len(self.lines)
        if number == 0:
            return []
        if number == 1:
            return [(key,) for key in keys[0]]
        mask = (1 << number) - 1
        there = {found[:number] for level, _slot_, found in groups.figures if level & mask == mask}
        return [(a, b) for a in keys[0] for b in keys[1] if (a, b) in there]

    # -- cells -------------------------------------------------------------------------------------

    def _cells(
        self,
        groups: _Groups,
        keys: Sequence[list[Key]],
        line: tuple[Key, ...],
        is_total: bool = False,
    ) -> list[Cell]:
        number = len(self.lines)
        mask = 0 if is_total else (1 << number) - 1
        if self.pivot is None:
            return self._measured(groups, keys, mask, line)
        found = []
        for key in keys[number]:
            found += self._measured(groups, keys, mask | 1 << number, (*line, key))
        return found + self._measured(groups, keys, mask, (*line, _CLOSED))

    def _measured(
        self, groups: _Groups, keys: Sequence[list[Key]], mask: int, all_keys: tuple[Key, ...]
    ) -> list[Cell]:
        now = groups.of(mask, 0, all_keys, self.measures)
        then = groups.of(mask, 1, all_keys, self.measures) if self.before else None
        cells = []
        for i, one in enumerate(self.measures):
            before = None
            if then is not None:
                shown = self._pairs(keys, mask, all_keys, one, earlier=True)
                before = Cell(then[i].value, then[i].rows, shown, then[i].of)
            shown = self._pairs(keys, mask, all_keys, one)
            cells.append(Cell(now[i].value, now[i].rows, shown, now[i].of, before))
        return cells

    def _pairs(
        self,
        keys: Sequence[list[Key]],
        mask: int,
        all_keys: tuple[Key, ...],
        one: Measure,
        *,
        earlier: bool = False,
    ) -> list[Pair] | None:
        found = list(self.common)
        has_steps = False
        for i, dimension in enumerate(self.dimensions):
            if not mask >> i & 1:
                continue
            if isinstance(dimension, Steps):
                has_steps = True
                spans = (self.steps_before or []) if earlier else dimension.spans
                found += dimension.pairs(all_keys[i], spans)
                continue
            others = [key for key, is_rest in keys[i] if key is not None and not is_rest]
            said = dimension.pairs(all_keys[i], others)
            if said is None:
                return None
            found += said
        span = self.before if earlier else self.span
        if span is not None and not has_steps:
            found += days(self.path, span)
        return [*found, *one.pairs(self.actor)]

    # -- words -------------------------------------------------------------------------------------

    def _find_titles(self, keys: Sequence[list[Key]]) -> None:
        for one, found in zip(self.dimensions, keys, strict=True):
            if isinstance(one, Dimension) and one.field.type == "ref":
                ids = {key for key, _rest in found if key is not None}
                one.titles = titles_of(self.ctx.session, self.actor, str(one.field.to), ids)

    def _head(self, one: Dimension | Steps) -> str:
        language = self.ctx.language
        steps, here, told = one.path.split("."), self.entity, []
        for name in steps:
            found = field_of(here, name)
            if found is None:
                break
            told.append(found.label.in_language(language))
            if name != steps[-1]:
                here = registry.current().entity(str(found.to)).entity
        return " · ".join(told)

    def _columns(self, keys: Sequence[list[Key]]) -> list[Column]:
        language = self.ctx.language
        if self.pivot is None:
            return [Column(one.label.in_language(language), one) for one in self.measures]
        first = self.measures[0]
        made = [Column(self.pivot.label(key, language), first) for key in keys[len(self.lines)]]
        return [*made, Column(TOTAL.in_language(language), first)]


def _mask(places: Sequence[int]) -> int:
    return sum(1 << place for place in places)


def _alone(i: int, key: Key, number: int) -> tuple[Key, ...]:
    return tuple(key if place == i else _CLOSED for place in range(number))
