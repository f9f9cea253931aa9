"""Reports and first pages: measures as plain values, so that a snapshot of them reads back the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator import plan
from generator.nodes import MapNode, Node, ScalarNode
from generator.resolve.common import expression_of, labels_of, mappings, texts_of
from generator.spec.common import FUNCTIONS
from generator.symbols import EntitySymbol, Symbols


def resolve_reports(symbols: Symbols) -> tuple[plan.Report, ...]:
    """Every report, in the order of the schema."""
    return tuple(
        _report(symbols, entry.key, node)
        for entry, node in mappings(symbols.root.mapping("reports"))
    )


def resolve_homes(symbols: Symbols) -> tuple[plan.Home, ...]:
    """The first page of every role that has one of its own."""
    return tuple(
        plan.Home(
            name=entry.key,
            tasks=tuple(
                _task(symbols, item) for item in node.items("tasks") if isinstance(item, MapNode)
            ),
            figures=texts_of(node, "figures"),
            charts=texts_of(node, "charts"),
        )
        for entry, node in mappings(symbols.root.mapping("home"))
    )


def _report(symbols: Symbols, name: str, node: MapNode) -> plan.Report:
    entity = symbols.entities[node.text("of") or ""]
    period = node.mapping("period")
    return plan.Report(
        name=name,
        entity=entity.name,
        labels=labels_of(symbols, node.mapping("label")),
        measures=tuple(_measure(symbols, entity, item) for item in node.items("measure")),
        group=texts_of(node, "group"),
        period={"field": period.text("field"), "by": period.text("by")}
        if "period" in node
        else None,
        compare=node.text("compare"),
        pivot=node.text("pivot"),
        chart=node.text("chart"),
        where=expression_of(symbols, node.get("where")),
        top=node.number("top"),
        roles=texts_of(node, "roles"),
        target=_target(node.mapping("target")),
    )


def _target(node: MapNode) -> Mapping[str, str] | None:
    for key in ("at_least", "at_most"):
        given = node.get(key)
        if isinstance(given, ScalarNode):
            return {key: given.text}
    return None


def _measure(symbols: Symbols, entity: EntitySymbol, node: Node) -> dict[str, Any]:
    if not isinstance(node, MapNode):
        return {"function": "count", "labels": labels_of(symbols, entity.node.mapping("label"))}
    if "rate" in node:
        found = {"function": "rate", "when": _condition(symbols, node.get("rate"))}
        if "of" in node:
            found["of"] = _condition(symbols, node.get("of"))
        return found | {"labels": labels_of(symbols, node.mapping("label"))}
    function = next(key for key in FUNCTIONS if key in node)
    span = node.get(function)
    if isinstance(span, MapNode):
        given = {"from": span.text("from"), "to": span.text("to")}
        labels = node
    else:
        given = {"field": node.text(function)}
        labels = node if "label" in node else entity.fields[node.text(function) or ""].node
    told = labels_of(symbols, labels.mapping("label"))
    return {"function": function, **given, "labels": told}


def _condition(symbols: Symbols, node: Node | None) -> dict[str, Any]:
    """The text for people and the tree for the program."""
    found = expression_of(symbols, node)
    assert found is not None  # noqa: S101 - the rules have compiled it
    return {"source": found.source, "tree": found.tree}


def _task(symbols: Symbols, node: MapNode) -> plan.Task:
    where = expression_of(symbols, node.get("where"))
    assert where is not None  # noqa: S101 - the rules have compiled it
    return plan.Task(
        entity=node.text("of") or "",
        labels=labels_of(symbols, node.mapping("label")),
        where=where,
        sort=node.text("sort"),
    )
