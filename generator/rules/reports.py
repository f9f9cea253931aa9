"""Reports: measures of numbers, groups with few values, a period that is a date; figures that open their rows."""

from __future__ import annotations

from typing import Final

from generator.nodes import MapNode, Node, ScalarNode
from generator.rules.lookup import known_role, own_field, unknown, walk
from generator.rules.plain import check_plain
from generator.spec.common import FUNCTIONS
from generator.symbols import EntitySymbol, FieldSymbol, Symbols

_GROUPED: Final = ("enum", "ref", "bool", "string", "int", "region", "rating", "date")
_MOMENTS: Final = ("date", "datetime")
_OF_SPANS: Final = ("avg", "min", "max", "median", "p90")
_BUILT_IN: Final = ("created_at", "updated_at")


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
    if len(groups) > 2:
        symbols.refuse(groups[2].at, "S806", "a report has two groups at most", f"{path}.group[2]")
    pivot = node.get("pivot")
    if isinstance(pivot, ScalarNode) and pivot.text not in [group.text for group in groups]:
        symbols.refuse(pivot.at, "S806", "`pivot` is one of the groups", f"{path}.pivot")
    _check_period(symbols, entity, node, path)
    check_plain(symbols, node.get("where"), f"{path}.where")
    for number, role in enumerate(node.texts("roles")):
        known_role(symbols, role, f"{path}.roles[{number}]")
    target = node.get("target")
    if isinstance(target, MapNode) and len(target.entries) != 1:
        told = "a target is `at_least` or `at_most`"
        symbols.refuse(target.at, "S806", told, f"{path}.target")


def _check_measure(symbols: Symbols, entity: EntitySymbol, measure: Node, path: str) -> None:
    if not isinstance(measure, MapNode):
        return
    given = [key for key in (*FUNCTIONS, "rate") if key in measure]
    if len(given) != 1:
        told = f"a measure has one of {', '.join(FUNCTIONS)}, rate"
        symbols.refuse(measure.at, "S806", told, path)
        return
    function = given[0]
    if "of" in measure and function != "rate":
        symbols.refuse(measure.place("of"), "S806", "`of` goes with `rate`", f"{path}.of")
    node = measure.get(function)
    if function == "rate" or isinstance(node, MapNode):
        if "label" not in measure:
            symbols.refuse(measure.at, "S806", "this measure needs a `label`", path)
        if function == "rate":
            for key in ("rate", "of"):
                check_plain(symbols, measure.get(key), f"{path}.{key}")
        elif isinstance(node, MapNode):
            _check_span(symbols, entity, function, node, f"{path}.{function}")
        return
    if not isinstance(node, ScalarNode):
        return
    field = own_field(symbols, entity, node, f"{path}.{function}")
    if field is not None and field.type is not None:
        _check_measured(symbols, field, function, node, f"{path}.{function}")


def _check_measured(
    symbols: Symbols, field: FieldSymbol, function: str, node: ScalarNode, path: str
) -> None:
    assert field.type is not None  # noqa: S101 - the caller has looked
    if function == "distinct":
        if field.type.name not in (*_GROUPED, "datetime"):
            told = f"'{node.text}' is {field.type.name}: its values cannot be counted apart"
            symbols.refuse(node.at, "S806", told, path)
        return
    moment = field.type.name in _MOMENTS and function in ("min", "max")
    if not field.type.is_number and not moment:
        told = f"'{node.text}' is {field.type.name}, not a number"
        symbols.refuse(node.at, "S806", told, path)


def _check_span(
    symbols: Symbols, entity: EntitySymbol, function: str, node: MapNode, path: str
) -> None:
    if function not in _OF_SPANS:
        told = f"a time between two moments has one of {', '.join(_OF_SPANS)}"
        symbols.refuse(node.at, "S806", told, path)
    for key in ("from", "to"):
        name = node.get(key)
        if not isinstance(name, ScalarNode) or name.text in _BUILT_IN:
            continue
        found = own_field(symbols, entity, name, f"{path}.{key}")
        if found is not None and found.type is not None and found.type.name != "datetime":
            told = f"'{name.text}' is {found.type.name}, not a moment"
            symbols.refuse(name.at, "S806", told, f"{path}.{key}")


def _check_group(symbols: Symbols, entity: EntitySymbol, node: ScalarNode, path: str) -> None:
    found = walk(symbols, entity, node, path)
    if isinstance(found, str) and found.endswith("_at"):
        told = f"'{node.text}' is a moment: nearly every record would be a group"
        symbols.refuse(node.at, "S806", told, path)
    if not isinstance(found, FieldSymbol) or found.type is None:
        return
    if found.type.name not in _GROUPED:
        told = f"'{node.text}' is {found.type.name}: nearly every record would be a group"
        symbols.refuse(node.at, "S806", told, path)
    elif found.node.text("pii") == "sensitive":
        told = f"'{node.text}' is encrypted: nothing can be counted by it"
        symbols.refuse(node.at, "S806", told, path)


def _check_period(symbols: Symbols, entity: EntitySymbol, node: MapNode, path: str) -> None:
    if "compare" in node and "period" not in node:
        told = "`compare` compares periods; there is no `period`"
        symbols.refuse(node.place("compare"), "S806", told, f"{path}.compare")
    field = node.mapping("period").get("field")
    if not isinstance(field, ScalarNode):
        return
    where = f"{path}.period.field"
    if field.text in _BUILT_IN:
        return
    found = own_field(symbols, entity, field, where)
    is_date = found is None or found.type is None or found.type.name in _MOMENTS
    if not is_date:
        symbols.refuse(field.at, "S806", f"'{field.text}' is not a date", where)
