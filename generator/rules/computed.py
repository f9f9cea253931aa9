"""Computed fields: lookups, formulas, aggregates, numbers; and circles among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.nodes import ScalarNode
from generator.rules.defaults import fits
from generator.rules.graph import way_between
from generator.rules.lookup import unknown, walk
from generator.spec import AGGREGATES
from generator.symbols import EntitySymbol, FieldSymbol, Symbols

_PIECE: Final = re.compile(r"\{([^{}]*)\}")
_SEQUENCE: Final = re.compile(r"seq(?::([1-9]|1[0-2]))?\Z")
_DATES: Final = {"yy": 2, "yyyy": 4, "mm": 2, "dd": 2}
LONGEST_NUMBER: Final = 40

Key = tuple[str, str]
"""Entity and field."""


def check(symbols: Symbols) -> None:
    for entity in symbols.entities.values():
        for field in entity.fields.values():
            if field.type is None:
                continue
            if field.type.name == "number":
                _check_number(symbols, entity, field)
            _check_lookup(symbols, entity, field)
            _check_formula(symbols, entity, field)
            _check_aggregate(symbols, entity, field)
    _check_circles(symbols)


def _check_lookup(symbols: Symbols, entity: EntitySymbol, field: FieldSymbol) -> None:
    node = field.node.get("lookup")
    if not isinstance(node, ScalarNode) or field.type is None:
        return
    path = f"{field.path}.lookup"
    if "." not in node.text:
        symbols.refuse(
            node.at, "S307", "a lookup goes through a ref", path, "such as customer.phone"
        )
        return
    found = walk(symbols, entity, node, path)
    if found is None:
        return
    if isinstance(found, str):
        steps = node.text.split(".")
        steps_entity = _entity_before_last(symbols, entity, steps)
        given = symbols.type_of(steps_entity, steps[-1]) if steps_entity else None
    else:
        given = found.static_type
        if found.type is None:
            return
        if found.type.name == field.type.name and found.target == field.target:
            if found.enum != field.enum:
                symbols.refuse(node.at, "S307", f"the choices are {found.enum}", path)
            return
    wanted = field.static_type
    if given is None or wanted is None or not fits(given, wanted):
        told = found if isinstance(found, str) else (found.type.name if found.type else "?")
        symbols.refuse(
            node.at, "S307", f"{node.text} is {given or told}, the field is {field.type.name}", path
        )


def _entity_before_last(symbols: Symbols, entity: EntitySymbol, steps: list[str]) -> str | None:
    here = entity.name
    for step in steps[:-1]:
        type_ = symbols.type_of(here, step)
        if type_ is None or type_.of is None:
            return None
        here = type_.of
    return here


def _check_formula(symbols: Symbols, entity: EntitySymbol, field: FieldSymbol) -> None:
    node = field.node.get("formula")
    if node is None or field.type is None:
        return
    compiled = symbols.compiled.get(id(node))
    if compiled is None or compiled.custom is not None:
        return
    path = f"{field.path}.formula"
    wanted = field.static_type
    given = symbols.formula_types.get(id(node))
    if wanted is None or given is None or not fits(given, wanted):
        hint = ""
        if given is not None and given.kind == "decimal" and field.type.kind == "int":
            hint = "round(x) gives a whole number"
        shown = field.type.name
        symbols.refuse(
            node.at, "S308", f"the formula gives {given}, the field is {shown}", path, hint
        )


def _check_aggregate(symbols: Symbols, entity: EntitySymbol, field: FieldSymbol) -> None:
    for key, function in AGGREGATES.items():
        node = field.node.get(key)
        if isinstance(node, ScalarNode) and field.type and key in field.type.options:
            _check_one_aggregate(symbols, entity, field, node, key, function)


def _check_one_aggregate(
    symbols: Symbols,
    entity: EntitySymbol,
    field: FieldSymbol,
    node: ScalarNode,
    key: str,
    function: str,
) -> None:
    path = f"{field.path}.{key}"
    name, _, inner = node.text.partition(".")
    child = entity.children.get(name)
    if child is None:
        known = ScalarNode(node.at, name, plain=True)
        unknown(
            symbols, known, "S411", f"child table of {entity.name}", list(entity.children), path
        )
        return
    rows = symbols.entities.get(child.of)
    if rows is None:
        return
    if function == "count":
        if inner:
            symbols.refuse(
                node.at, "S309", "count counts rows; it has no field", path, f"count: {name}"
            )
        return
    if not inner or "." in inner:
        symbols.refuse(node.at, "S309", f"{key} needs one field", path, f"{key}: {name}.field")
        return
    given = rows.fields.get(inner)
    if given is None:
        wrong = ScalarNode(node.inside(len(name) + 1), inner, plain=True)
        unknown(symbols, wrong, "S402", f"field of {rows.name}", list(rows.fields), path)
        return
    _check_aggregated(symbols, field, node, given, function, path)


def _check_aggregated(
    symbols: Symbols,
    field: FieldSymbol,
    node: ScalarNode,
    given: FieldSymbol,
    function: str,
    path: str,
) -> None:
    if given.type is None or field.type is None:
        return
    told = ""
    if function in ("sum", "avg") and not given.type.is_number:
        told = f"{given.name} is {given.type.name}, not a number"
    elif function in ("min", "max") and given.type.kind != field.type.kind:
        told = f"{given.name} is {given.type.name}, the field is {field.type.name}"
    elif function == "avg" and field.type.kind == "int":
        told = "a mean is seldom whole; make the field decimal or money"
    elif function == "sum" and given.type.kind == "decimal" and field.type.kind == "int":
        told = f"{given.name} has digits after the point, the field has none"
    if told:
        symbols.refuse(node.at, "S309", told, path)


def _check_number(symbols: Symbols, entity: EntitySymbol, field: FieldSymbol) -> None:
    scope = field.node.get("scope")
    scope_field: FieldSymbol | None = None
    if isinstance(scope, ScalarNode):
        path = f"{field.path}.scope"
        scope_field = entity.fields.get(scope.text)
        if scope_field is None:
            unknown(symbols, scope, "S402", f"field of {entity.name}", list(entity.fields), path)
        elif scope_field.type is None or scope_field.type.name != "ref":
            symbols.refuse(scope.at, "S306", f"'{scope.text}' is not a ref", path)
        elif not scope_field.is_required and field.node.flag("gapless"):
            symbols.refuse(
                scope.at, "S306", f"a gapless number needs '{scope.text}' to be required", path
            )
    node = field.node.get("pattern")
    if isinstance(node, ScalarNode):
        _check_pattern(symbols, field, node, scope_field)


def _check_pattern(
    symbols: Symbols, field: FieldSymbol, node: ScalarNode, scope: FieldSymbol | None
) -> None:
    path = f"{field.path}.pattern"
    pieces = _PIECE.findall(node.text)
    rest = _PIECE.sub("", node.text)
    length = len(rest)
    sequences = 0
    if "{" in rest or "}" in rest:
        symbols.refuse(node.at, "S306", "a bracket is not closed", path)
    if not rest.isprintable():
        symbols.refuse(node.at, "S306", "only visible characters are possible", path)
    for piece in pieces:
        sequence = _SEQUENCE.match(piece)
        if sequence:
            sequences += 1
            length += int(sequence.group(1) or 1)
        elif piece in _DATES:
            length += _DATES[piece]
        else:
            length += _check_scope_piece(symbols, node, piece, scope, path)
    if sequences != 1:
        symbols.refuse(
            node.at, "S306", "the pattern needs {seq:N} once", path, "such as WO{yy}{mm}-{seq:5}"
        )
    if length > LONGEST_NUMBER:
        symbols.refuse(node.at, "S306", f"numbers of {length} characters; at most 40", path)
    days = [name for name in pieces if name in ("mm", "dd")]
    if days and not {"yy", "yyyy"} & set(pieces):
        symbols.refuse(node.at, "S306", "numbers would repeat every year", path, "add {yy}")


def _check_scope_piece(
    symbols: Symbols, node: ScalarNode, piece: str, scope: FieldSymbol | None, path: str
) -> int:
    start, _, name = piece.partition(".")
    if not name or (start != "scope" and (scope is None or start != scope.name)):
        hint = "pieces: {yy} {yyyy} {mm} {dd} {seq:5} {scope.field}"
        symbols.refuse(node.at, "S306", f"unknown piece '{{{piece[:40]}}}'", path, hint)
        return 0
    if scope is None:
        symbols.refuse(node.at, "S306", f"'{{{piece[:40]}}}' needs `scope:`", path)
        return 0
    target = symbols.entities.get(scope.target or "")
    found = target.fields.get(name) if target else None
    if target is None:
        return 0
    if found is None or found.type is None or found.type.kind not in ("string", "int", "enum"):
        wrong = ScalarNode(node.at, name, plain=True)
        unknown(symbols, wrong, "S402", f"short field of {target.name}", list(target.fields), path)
        return 0
    return found.node.number("max") or 8


def _check_circles(symbols: Symbols) -> None:
    edges: dict[Key, list[Key]] = {}
    for entity in symbols.entities.values():
        for field in entity.fields.values():
            if field.is_computed:
                edges[entity.name, field.name] = list(_reads(symbols, entity, field))
    reported: set[Key] = set()
    for key in edges:
        way = way_between(edges, key, key)
        if way and not reported & set(way):
            reported |= set(way)
            field = symbols.entities[key[0]].fields[key[1]]
            names = " → ".join(f"{entity}.{name}" for entity, name in [key, *way])
            symbols.refuse(field.entry.at, "S310", f"computed in a circle: {names}", field.path)


def _reads(symbols: Symbols, entity: EntitySymbol, field: FieldSymbol) -> Iterator[Key]:
    node = field.node
    lookup = node.text("lookup")
    if lookup:
        yield from _path_keys(symbols, entity, lookup.split("."))
    formula = node.get("formula")
    compiled = symbols.compiled.get(id(formula)) if formula is not None else None
    if compiled:
        yield from _tree_keys(symbols, entity, compiled.tree)
    for key in AGGREGATES:
        name, _, inner = (node.text(key) or "").partition(".")
        child = entity.children.get(name)
        rows = symbols.entities.get(child.of) if child else None
        if rows is None:
            continue
        if inner:
            yield rows.name, inner
        where = node.get("where")
        condition = symbols.compiled.get(id(where)) if where is not None else None
        if condition:
            yield from _tree_keys(symbols, rows, condition.tree)


def _tree_keys(symbols: Symbols, entity: EntitySymbol, tree: list[object]) -> Iterator[Key]:
    if tree[0] == "field":
        yield entity.name, str(tree[1])
    elif tree[0] == "path" and isinstance(tree[1], list):
        yield from _path_keys(symbols, entity, [*map(str, tree[1]), str(tree[2])])
    else:
        for part in tree[1:]:
            if isinstance(part, list):
                yield from _tree_keys(symbols, entity, part)


def _path_keys(symbols: Symbols, entity: EntitySymbol, steps: list[str]) -> Iterator[Key]:
    here = entity.name
    for step in steps:
        yield here, step
        type_ = symbols.type_of(here, step)
        if type_ is None or type_.of is None:
            return
        here = type_.of
