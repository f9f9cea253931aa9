"""The map of a process as SVG: its states in a column, the moves between them as arrows with their counts.

A state stands in the order of the schema, so it is at the same place in every period, on every device, and the whole is
narrow enough for a phone. A move to the next state is the short arrow between the two; others go around on the right, those
that lead back on the left. Colours are classes: the page says how they look, in light and in dark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

WIDE, HIGH, GAP = 156, 48, 30
"""Of a box, and between two boxes."""
LANE = 33
CORNER = 9
PILL = 18


@dataclass(frozen=True, slots=True)
class Box:
    """A state. `note` stands below its name; `mark` is the word for a bottleneck; `url` opens its cases."""

    name: str
    label: str
    note: str = ""
    mark: str = ""
    url: str = ""
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """A move between two states that stand in the map. `source` None: the beginning. `is_known`: the definition has it."""

    source: str | None
    target: str
    text: str
    hint: str = ""
    url: str = ""
    is_known: bool = True


@dataclass(slots=True)
class _Arc:
    arrow: Arrow
    start: int
    stop: int
    lane: int = 0
    leaves: float = 0
    arrives: float = 0


@dataclass(slots=True)
class _Side:
    """The arcs of one side, each in the innermost lane that is free along its way."""

    arcs: list[_Arc] = field(default_factory=list)

    @property
    def lanes(self) -> int:
        return max((one.lane for one in self.arcs), default=-1) + 1

    def settle(self) -> None:
        taken: list[list[tuple[int, int]]] = []
        for arc in sorted(self.arcs, key=lambda one: (abs(one.stop - one.start), one.start)):
            low, high = sorted((arc.start, arc.stop))
            lane = next(
                (
                    number
                    for number, spans in enumerate(taken)
                    if all(high < a or b < low for a, b in spans)
                ),
                len(taken),
            )
            if lane == len(taken):
                taken.append([])
            taken[lane].append((low, high))
            arc.lane = lane
        self._dock()

    def _dock(self) -> None:
        """Where arcs touch a box: those that come from above stand above those that come from below."""
        for place in {end for arc in self.arcs for end in (arc.start, arc.stop)}:
            here = [arc for arc in self.arcs if place in (arc.start, arc.stop)]
            # Of those from above the outermost is the highest; of those from below the lowest.
            above = sorted((a for a in here if min(a.start, a.stop) < place), key=lambda a: -a.lane)
            below = sorted((a for a in here if max(a.start, a.stop) > place), key=lambda a: a.lane)
            step = HIGH / (len(here) + 1)
            for number, arc in enumerate([*above, *below], start=1):
                if arc.start == place:
                    arc.leaves = number * step
                else:
                    arc.arrives = number * step


def draw(boxes: Sequence[Box], arrows: Sequence[Arrow], *, title: str) -> str:
    """The SVG. Arrows of a state to itself are told by its box, not drawn; so are arrows of states that have no box."""
    return "\n".join(_Map(boxes, arrows, title).lines())


class _Map:
    def __init__(self, boxes: Sequence[Box], arrows: Sequence[Arrow], title: str) -> None:
        self.boxes, self.title = boxes, title
        self.place = {box.name: number for number, box in enumerate(boxes)}
        self.straight: list[tuple[Arrow, int]] = []
        self.begins: list[tuple[Arrow, int]] = []
        self.right, self.left = _Side(), _Side()
        for arrow in arrows:
            if arrow.target in self.place:
                self._take(arrow, self.place[arrow.target])
        self.right.settle()
        self.left.settle()
        first = 1 if self.begins else 0
        self.x = 8 + LANE * self.left.lanes
        self.y = 30 * first + 6
        self.wide = self.x + WIDE + LANE * self.right.lanes + 8
        self.high = self.y + len(boxes) * (HIGH + GAP) - GAP + 8

    def _take(self, arrow: Arrow, stop: int) -> None:
        if arrow.source is None:
            # Where records begin is drawn above the first state; another beginning comes in from the left.
            self.begins.append((arrow, stop))
            return
        start = self.place.get(arrow.source)
        if start is None or start == stop:
            return
        if stop == start + 1:
            self.straight.append((arrow, start))
        else:
            (self.right if stop > start else self.left).arcs.append(_Arc(arrow, start, stop))

    def lines(self) -> Iterator[str]:
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="process-map" viewBox="0 0 {self.wide} {self.high}" '
            f'width="{self.wide}" height="{self.high}" role="group" aria-label="{escape(self.title)}">'
        )
        for arrow, stop in self.begins:
            yield from self._begin(arrow, stop)
        for arrow, start in self.straight:
            yield from self._straight(arrow, start)
        for side, sign in ((self.right, 1), (self.left, -1)):
            for arc in side.arcs:
                yield from self._arc(arc, sign)
        for number, box in enumerate(self.boxes):
            yield from self._box(box, number)
        # Counts lie on top: a line that crosses one passes below it.
        for arrow, stop in self.begins:
            if stop == 0:
                yield self._pill(arrow, self.x + WIDE / 2 + 30, self.y - 16)
            else:
                yield self._pill(arrow, self.x - 21, self._top(stop) + HIGH - 10)
        for arrow, start in self.straight:
            yield self._pill(arrow, self.x + WIDE / 2 + 30, self._top(start) + HIGH + GAP / 2)
        for side, sign in ((self.right, 1), (self.left, -1)):
            for arc in side.arcs:
                y = (self._top(arc.start) + arc.leaves + self._top(arc.stop) + arc.arrives) / 2
                yield self._pill(arc.arrow, self._lane(arc, sign), y)
        yield "</svg>"

    def _top(self, number: int) -> float:
        return self.y + number * (HIGH + GAP)

    def _lane(self, arc: _Arc, sign: int) -> float:
        edge = self.x + WIDE if sign > 0 else self.x
        return edge + sign * (LANE * arc.lane + LANE / 2 + 3)

    def _begin(self, arrow: Arrow, stop: int) -> Iterator[str]:
        if stop == 0:
            x = self.x + WIDE / 2
            yield f'<circle class="tip" cx="{x:.0f}" cy="{self.y - 26:.0f}" r="4"/>'
            yield self._way(arrow, f"M{x:.0f},{self.y - 24:.0f} V{self.y - 7:.0f}")
            yield self._tip(arrow, x, self.y, 0, 1)
        else:
            y = self._top(stop) + HIGH - 10
            yield self._way(arrow, f"M{self.x - 12:.0f},{y:.0f} H{self.x - 7:.0f}")
            yield self._tip(arrow, self.x, y, 1, 0)

    def _straight(self, arrow: Arrow, start: int) -> Iterator[str]:
        x, y = self.x + WIDE / 2, self._top(start) + HIGH
        yield self._way(arrow, f"M{x:.0f},{y:.0f} V{y + GAP - 7:.0f}")
        yield self._tip(arrow, x, y + GAP, 0, 1)

    def _arc(self, arc: _Arc, sign: int) -> Iterator[str]:
        edge = self.x + WIDE if sign > 0 else self.x
        lane = self._lane(arc, sign)
        y1, y2 = self._top(arc.start) + arc.leaves, self._top(arc.stop) + arc.arrives
        down = CORNER if y2 > y1 else -CORNER
        yield self._way(
            arc.arrow,
            f"M{edge:.1f},{y1:.1f} H{lane - sign * CORNER:.1f} Q{lane:.1f},{y1:.1f} {lane:.1f},{y1 + down:.1f} "
            f"V{y2 - down:.1f} Q{lane:.1f},{y2:.1f} {lane - sign * CORNER:.1f},{y2:.1f} H{edge + sign * 7:.1f}",
        )
        yield self._tip(arc.arrow, edge, y2, -sign, 0)

    def _way(self, arrow: Arrow, path: str) -> str:
        return f'<path class="way{"" if arrow.is_known else " unknown"}" d="{path}" fill="none"/>'

    def _tip(self, arrow: Arrow, x: float, y: float, dx: int, dy: int) -> str:
        """A point at (x, y) that looks in a direction."""
        a = f"{x - 7 * dx - 3.5 * dy:.1f},{y - 7 * dy - 3.5 * dx:.1f}"
        b = f"{x - 7 * dx + 3.5 * dy:.1f},{y - 7 * dy + 3.5 * dx:.1f}"
        kind = "" if arrow.is_known else " unknown"
        return f'<path class="tip{kind}" d="M{x:.1f},{y:.1f} L{a} L{b} Z"/>'

    def _pill(self, arrow: Arrow, x: float, y: float) -> str:
        wide = max(len(arrow.text) * 6 + 10, PILL)
        kind = "" if arrow.is_known else " unknown"
        return _linked(
            arrow.url,
            arrow.hint,
            f'<rect class="count{kind}" x="{x - wide / 2:.1f}" y="{y - PILL / 2:.1f}" width="{wide}" height="{PILL}" rx="{PILL // 2}"/>'
            f'<text class="count-text{kind}" x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle" font-size="11">{escape(arrow.text)}</text>',
        )

    def _box(self, box: Box, number: int) -> Iterator[str]:
        x, y = self.x, self._top(number)
        kind = " quiet" if box.is_quiet else " worst" if box.mark else ""
        middle = x + WIDE / 2
        name = f"{box.label} · {box.mark}" if box.mark else box.label
        lines = [
            f'<rect class="stage{kind}" x="{x}" y="{y:.0f}" width="{WIDE}" height="{HIGH}" rx="8"/>',
            f'<text class="stage-name{kind}" x="{middle:.0f}" y="{y + (20 if box.note else 29):.0f}" text-anchor="middle" font-size="13" font-weight="600">{escape(name)}</text>',
        ]
        if box.note:
            lines.append(
                f'<text class="stage-note{kind}" x="{middle:.0f}" y="{y + 37:.0f}" text-anchor="middle" font-size="11">{escape(box.note)}</text>'
            )
        yield _linked(box.url, "", "".join(lines))


def _linked(url: str, hint: str, drawn: str) -> str:
    said = f"<title>{escape(hint)}</title>" if hint else ""
    if not url:
        return f"<g>{said}{drawn}</g>"
    name = f' aria-label="{escape(hint)}"' if hint else ""
    return f'<a href="{escape(url)}"{name}>{said}{drawn}</a>'
