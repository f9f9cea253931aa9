"""Reports: measures of numbers, groups with few values, a period that is a date."""

from __future__ import annotations

from typing import Final

from generator.nodes import MapNode, Node, ScalarNode
from generator.rules.lookup import own_field, unknown, walk
from generator.symbols import EntitySymbol, FieldSymbol, Symbols

_FUNCTIONS: Final = ("sum", "avg", "min", "max")
_GROUPED: Final = ("enum", "ref", "bool", "string", "int", "region", "rating", "date")


def check(symbols: Symbols) -> None:
    for entry in symbols.root.mapping("reports"):
        if isinstance(entry.node, MapNode):
            _check_report(symbols, entry.node, f"reports.{entry.key}")


def _check_report(symbols: Symbols, node: MapNode, path: str) -> None:
    of = node.get("of")
    if not isinstance(of, ScalarNode):
        return
    entity = symbols.entities.get(of.text)
    if entity is None:
        unknown(symbols, of, "S403", "entity", list(symbols.entities), f"{path}.of")
        return
    for number, measure in enumerate(node.items("measure")):
        _check_measure(symbols, entity, measure, f"{path}.measure[{number}]")
    groups = node.texts("group")
    for number, group in enumerate(groups):
        _check_group(symbols, entity, group, f"{path}.group[{number}]")
    pivot = node.get("pivot")
    if isinstance(pivot, ScalarNode) and pivot.text not in [group.text for group in groups]:
        symbols.refuse(pivot.at, "S806", "`pivot` is one of the groups", f"{path}.pivot")
    _check_period(symbols, entity, node, path)


def _check_measure(symbols: Symbols, entity: EntitySymbol, measure: Node, path: str) -> None:
    if not isinstance(measure, MapNode):
        return
    given = [key for key in _FUNCTIONS if key in measure]
    if len(given) != 1:
        symbols.refuse(measure.at, "S806", "a measure has one of sum, avg, min, max", path)
        return
    node = measure.get(given[0])
    if not isinstance(node, ScalarNode):
        return
    field = own_field(symbols, entity, node, f"{path}.{given[0]}")
    if field is None or field.type is None:
        return
    moment = field.type.name in ("date", "datetime") and given[0] in ("min", "max")
    if not field.type.is_number and not moment:
        told = f"'{node.text}' is {field.type.name}, not a number"
        symbols.refuse(node.at, "S806", told, f"{path}.{given[0]}")


def _check_group(symbols: Symbols, entity: EntitySymbol, node: ScalarNode, path: str) -> None:
    found = walk(symbols, entity, node, path)
    if (
        isinstance(found, FieldSymbol)
        and found.type is not None
        and found.type.name not in _GROUPED
    ):
        told = f"'{node.text}' is {found.type.name}: nearly every record would be a group"
        symbols.refuse(node.at, "S806", told, path)


def _check_period(symbols: Symbols, entity: EntitySymbol, node: MapNode, path: str) -> None:
    if "compare" in node and "period" not in node:
        told = "`compare` compares periods; there is no `period`"
        symbols.refuse(node.place("compare"), "S806", told, f"{path}.compare")
    field = node.mapping("period").get("field")
    if not isinstance(field, ScalarNode):
        return
    where = f"{path}.period.field"
    if field.text in ("created_at", "updated_at"):
        return
    found = own_field(symbols, entity, field, where)
    is_date = found is None or found.type is None or found.type.name in ("date", "datetime")
    if not is_date:
        symbols.refuse(field.at, "S806", f"'{field.text}' is not a date", where)
