"""The first page of a role: its tasks are records that a list can show, its figures and charts are reports."""

from __future__ import annotations

from generator.nodes import MapNode, ScalarNode
from generator.rules.lookup import unknown, walk
from generator.rules.plain import check_plain
from generator.symbols import Symbols


def check(symbols: Symbols) -> None:
    for entry in symbols.root.mapping("home"):
        path = f"home.{entry.key}"
        if entry.key not in symbols.roles:
            name = ScalarNode(entry.at, entry.key, True)
            unknown(symbols, name, "S401", "role", list(symbols.roles), path)
        elif isinstance(entry.node, MapNode):
            _check_home(symbols, entry.node, path)


def _check_home(symbols: Symbols, node: MapNode, path: str) -> None:
    for number, task in enumerate(node.items("tasks")):
        if isinstance(task, MapNode):
            _check_task(symbols, task, f"{path}.tasks[{number}]")
    known = {entry.key: entry.node for entry in symbols.root.mapping("reports")}
    for key in ("figures", "charts"):
        for number, name in enumerate(node.texts(key)):
            place = f"{path}.{key}[{number}]"
            report = known.get(name.text)
            if report is None:
                unknown(symbols, name, "S806", "report", list(known), place)
            elif key == "figures" and isinstance(report, MapNode) and "period" not in report:
                told = f"'{name.text}' has no `period`: a figure shows how it changes"
                symbols.refuse(name.at, "S806", told, place)


def _check_task(symbols: Symbols, node: MapNode, path: str) -> None:
    of = node.get("of")
    entity = symbols.entities.get(of.text) if isinstance(of, ScalarNode) else None
    if entity is None:
        if isinstance(of, ScalarNode):
            unknown(symbols, of, "S403", "entity", list(symbols.entities), f"{path}.of")
        return
    check_plain(symbols, node.get("where"), f"{path}.where")
    sort = node.get("sort")
    if isinstance(sort, ScalarNode):
        shift = 1 if sort.text.startswith("-") else 0
        name = ScalarNode(sort.at, sort.text[shift:], True, shift)
        walk(symbols, entity, name, f"{path}.sort")
