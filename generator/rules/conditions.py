"""Every expression of the document: compiled where it stands, with the type that its place wants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator import naming
from generator.expression import EntityNames, ExpressionError, Type, Use, compile_expression
from generator.expression.empty import passes_when_empty
from generator.expression.errors import AlreadyReportedError
from generator.expression.types import BOOL
from generator.nodes import MapNode, Node, ScalarNode
from generator.plan import Expression
from generator.rules.constant import constant_condition
from generator.symbols import EntitySymbol, FieldSymbol, Symbols

CONDITION: Final = Use("a condition")
SCOPE: Final = Use("a scope")
GUARD: Final = Use("a guard")
CHECK: Final = Use("a check", user=False)
FORMULA: Final = Use("a formula", user=False, clock=False)
AGGREGATE: Final = Use("an aggregate", user=False, clock=False)
DEFAULT: Final = Use("a default", chance=True)
REPORT: Final = Use("a report")


@dataclass(frozen=True, slots=True)
class Place:
    """An expression to compile. `wants`: its type, None when a rule about the field judges it."""

    entity: str
    node: Node
    path: str
    use: Use
    wants: Type | None = BOOL
    check: bool = False


def check(symbols: Symbols) -> None:
    for entity in symbols.entities.values():
        for place in _places(symbols, entity):
            compile_place(symbols, place)
    for place in (*_of_reports(symbols), *_of_homes(symbols)):
        compile_place(symbols, place)


def _of_reports(symbols: Symbols) -> Iterator[Place]:
    for entry in symbols.root.mapping("reports"):
        if not isinstance(entry.node, MapNode):
            continue
        of, path = entry.node.text("of") or "", f"reports.{entry.key}"
        if of not in symbols.entities:
            continue
        where = entry.node.get("where")
        if where is not None:
            yield Place(of, where, f"{path}.where", REPORT)
        for number, measure in enumerate(entry.node.items("measure")):
            for key in ("rate", "of"):
                node = measure.get(key) if isinstance(measure, MapNode) else None
                if node is not None:
                    yield Place(of, node, f"{path}.measure[{number}].{key}", REPORT)


def _of_homes(symbols: Symbols) -> Iterator[Place]:
    for entry in symbols.root.mapping("home"):
        tasks = entry.node.items("tasks") if isinstance(entry.node, MapNode) else []
        for number, task in enumerate(tasks):
            of = task.text("of") if isinstance(task, MapNode) else None
            where = task.get("where") if isinstance(task, MapNode) else None
            if where is not None and of in symbols.entities:
                path = f"home.{entry.key}.tasks[{number}].where"
                yield Place(of or "", where, path, REPORT)


def _places(symbols: Symbols, entity: EntitySymbol) -> Iterator[Place]:
    for field in entity.fields.values():
        yield from _field_places(symbols, entity, field)
    for entry in entity.node.mapping("scopes"):
        yield Place(entity.name, entry.node, f"{entity.path}.scopes.{entry.key}", SCOPE)
    for entry in entity.node.mapping("checks"):
        node = entry.node.get("test") if isinstance(entry.node, MapNode) else None
        if node is not None:
            path = f"{entity.path}.checks.{entry.key}.test"
            yield Place(entity.name, node, path, CHECK, check=True)
    for transition in entity.all_transitions:
        node = transition.node.get("when")
        if node is not None:
            yield Place(entity.name, node, f"{transition.path}.when", GUARD)
    for number, test in enumerate(entity.node.items("tests")):
        node = test.get("where") if isinstance(test, MapNode) else None
        if node is not None:
            yield Place(entity.name, node, f"{entity.path}.tests[{number}].where", SCOPE)


def _field_places(symbols: Symbols, entity: EntitySymbol, field: FieldSymbol) -> Iterator[Place]:
    for key in ("required", "readonly", "visible"):
        node = field.node.get(key)
        if isinstance(node, ScalarNode) and not isinstance(node.value, bool):
            yield Place(entity.name, node, f"{field.path}.{key}", CONDITION)
    formula = field.node.get("formula")
    if formula is not None:
        yield Place(entity.name, formula, f"{field.path}.formula", FORMULA, wants=None)
    where = field.node.get("where")
    if where is not None:
        rows = rows_of_aggregate(symbols, entity, field)
        if rows is not None:
            yield Place(rows, where, f"{field.path}.where", AGGREGATE)


def rows_of_aggregate(symbols: Symbols, entity: EntitySymbol, field: FieldSymbol) -> str | None:
    for key in ("sum", "count", "avg", "min_of", "max_of"):
        name = (field.node.text(key) or "").partition(".")[0]
        child = entity.children.get(name)
        if child and child.of in symbols.entities:
            return child.of
    return None


def compile_place(symbols: Symbols, place: Place) -> tuple[Expression, Type] | None:
    """Compile into `symbols.compiled`; None when there is a problem, which is then reported."""
    node = place.node
    if isinstance(node, MapNode):
        name = node.text("custom")
        if name is None:
            return None
        if not naming.NAME.match(name) or name in naming.PYTHON or "__" in name:
            told = f"'{name[:60]}' cannot be the name of a function in app/custom"
            symbols.refuse(node.place("custom"), "S711", told, f"{place.path}.custom")
            return None
        kind = place.wants.kind if place.wants else "custom"
        expression = Expression(f"custom: {name}", ["custom", name], kind, custom=name)
        symbols.compiled[id(node)] = expression
        return expression, place.wants or Type("custom")
    if not isinstance(node, ScalarNode):
        return None
    if node.text.strip().startswith("custom:"):
        hint = "write {custom: " + node.text.strip()[7:].strip()[:40] + "}"
        symbols.refuse(node.at, "S711", "`custom` is a key of its own", place.path, hint)
        return None
    names = EntityNames(place.entity, symbols, place.use)
    try:
        expression, type_ = compile_expression(node.text, names)
        if place.wants is not None and type_ != place.wants:
            raise ExpressionError(
                "S706",
                f"{type_} is not a condition",
                hint="compare it, for example with != null",
            )
        if place.wants == BOOL:
            told = constant_condition(expression.tree)
            if told:
                raise ExpressionError("S710", told)
    except AlreadyReportedError:
        return None
    except ExpressionError as error:
        symbols.refuse(node.inside(error.offset), error.code, error.message, place.path, error.hint)
        return None
    if place.check:
        expression = passes_when_empty(expression, _never_empty(symbols, place.entity))
    symbols.compiled[id(node)] = expression
    symbols.formula_types[id(node)] = type_
    return expression, type_


def _never_empty(symbols: Symbols, entity: str) -> frozenset[str]:
    fields = symbols.entities[entity].fields.values()
    always = {field.name for field in fields if field.is_required}
    booleans = {field.name for field in fields if field.type and field.type.kind == "bool"}
    return frozenset(always | booleans | {"id", "state", "created_at", "updated_at"})
