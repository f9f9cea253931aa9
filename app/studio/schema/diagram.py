"""An entity with those it points to and those that point to it, as SVG; every box leads to its entity, every row to its field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from markupsafe import Markup

from app.studio.schema import outline
from app.studio.schema.frame import HOME
from generator.nodes import MapNode

WIDE, ROW, HEAD, GAP, COLUMN = 190, 22, 28, 16, 90
MOST = 12
"""Neighbours drawn on each side; the rest is counted."""
Link = tuple[str, str]
"""(entity, field) of an arrow's other end."""


def neighbours(root: MapNode, name: str, language: str) -> Markup:
    """The drawing. What it shows besides its boxes is told in the page's own words."""
    inward: list[Link] = []
    outward: list[Link] = []
    for entry in root.mapping("entities"):
        if not isinstance(entry.node, MapNode):
            continue
        for field in entry.node.mapping("fields"):
            target = field.node.text("to") if isinstance(field.node, MapNode) else None
            if target == name and entry.key != name:
                inward.append((entry.key, field.key))
            elif target and entry.key == name:
                outward.append((target, field.key))
    return _Drawing(root, name, language).svg(inward, outward)


class _Drawing:
    def __init__(self, root: MapNode, name: str, language: str) -> None:
        self.root, self.name, self.language = root, name, language

    def svg(self, inward: Sequence[Link], outward: Sequence[Link]) -> Markup:
        left, right = _grouped(inward), _grouped(outward)
        own = [field for _, field in outward]
        high = max(_high(left), HEAD + ROW * max(len(own), 1), _high(right)) + 2 * GAP
        x = (GAP, GAP + WIDE + COLUMN, GAP + 2 * (WIDE + COLUMN))
        wide = x[2] + WIDE + GAP
        parts = [*self._side(left, x[0], x[1], high, inward=True, own=own)]
        parts += self._side(right, x[2], x[1] + WIDE, high, inward=False, own=own)
        parts += self._box(self.name, own, x[1], (high - HEAD - ROW * len(own)) / 2, self.name, is_own=True)  # fmt: skip
        title = escape(self._label(self.name))
        return Markup(  # noqa: S704 - every text in it is escaped where it is written
            f'<svg class="er" viewBox="0 0 {wide} {high:g}" role="group" aria-label="{title}">{"".join(parts)}</svg>'
        )

    def _side(
        self, boxes: Sequence[tuple[str, list[str]]], x: float, middle: float, high: float,
        *, inward: bool, own: Sequence[str],
    ) -> Iterator[str]:  # fmt: skip
        y = (high - _high(boxes)) / 2
        top = (high - HEAD - ROW * len(own)) / 2
        for entity, fields in boxes:
            yield from self._box(entity, fields if inward else [], x, y, entity)
            for number, field in enumerate(fields):
                if inward:
                    start = (x + WIDE, y + HEAD + ROW * (number + 0.5))
                    end = (middle, top + HEAD / 2)
                else:
                    start = (middle, top + HEAD + ROW * (own.index(field) + 0.5))
                    end = (x, y + HEAD / 2)
                bend = (start[0] + end[0]) / 2
                yield (
                    f'<path d="M{start[0]:g} {start[1]:g} C{bend:g} {start[1]:g} {bend:g} {end[1]:g} {end[0]:g} {end[1]:g}"/>'
                    f'<circle cx="{end[0]:g}" cy="{end[1]:g}" r="3"/>'
                )
            y += HEAD + ROW * (len(fields) if inward else 0) + GAP

    def _box(
        self, entity: str, fields: Sequence[str], x: float, y: float, owner: str, *, is_own: bool = False
    ) -> Iterator[str]:  # fmt: skip
        return box(self.root, self.language, entity, fields, (x, y), owner, is_own=is_own)

    def _label(self, entity: str) -> str:
        return _label(self.root, self.language, entity)


def box(
    root: MapNode, language: str, entity: str, fields: Sequence[str], at: tuple[float, float], owner: str, *, is_own: bool = False,
) -> Iterator[str]:  # fmt: skip
    """An entity with some fields of `owner` below it, each a link; `at`: the upper left corner."""
    x, y = at
    url = f"{HOME}entity/{escape(entity)}/"
    known = entity in root.mapping("entities")
    label = escape(_short(_label(root, language, entity)))
    inside = f'<rect class="{"own" if is_own else "box"}" x="{x:g}" y="{y:g}" width="{WIDE}" height="{HEAD}" rx="4"/><text class="head" x="{x + 10:g}" y="{y + 19:g}">{label}</text>'
    yield f'<a href="{url}">{inside}</a>' if known else inside
    for number, field in enumerate(fields):
        top = y + HEAD + ROW * number
        node = root.mapping("entities").mapping(owner).mapping("fields").mapping(field)
        told = escape(_short(outline.text(node.mapping("label"), language) or field))
        yield (
            f'<a href="{url}?tab=fields&amp;kind=field&amp;open={escape(field)}#open"><rect class="row" x="{x:g}" y="{top:g}" width="{WIDE}" height="{ROW}"/>'
            f'<text x="{x + 10:g}" y="{top + 15:g}">{told}</text></a>'
        )


def _label(root: MapNode, language: str, entity: str) -> str:
    node = root.mapping("entities").mapping(entity).mapping("label")
    return outline.text(node, language) or entity


def _grouped(links: Sequence[Link]) -> list[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for entity, field in links:
        found.setdefault(entity, []).append(field)
    return list(found.items())[:MOST]


def _high(boxes: Sequence[tuple[str, list[str]]]) -> float:
    return sum(HEAD + ROW * len(fields) + GAP for _, fields in boxes)


def _short(text: str) -> str:
    room = 0.0
    for place, letter in enumerate(text):
        room += 2 if ord(letter) > 0x2E80 else 1.05
        if room > 24:
            return f"{text[:place]}…"
    return text
