"""Entities: titles, child tables, combined keys, and what a ledger excludes."""

from __future__ import annotations

import re
from typing import Final

from generator.field_types import FIELD_TYPES
from generator.nodes import ListNode, ScalarNode
from generator.problem import article
from generator.rules.graph import way_between
from generator.rules.lookup import unknown
from generator.symbols import USER, ChildSymbol, EntitySymbol, FieldSymbol, Symbols

_PIECE: Final = re.compile(r"\{([^{}]*)\}")
_SHORT: Final = ("id", "created_at", "state")
_TITLED: Final = frozenset(
    name for name, row in FIELD_TYPES.items() if row.listed or name in ("text", "address")
) - {"refs", "enums"}


def check(symbols: Symbols) -> None:
    for entity in symbols.entities.values():
        _check_title(symbols, entity)
        for child in entity.children.values():
            _check_child(symbols, entity, child)
        for key in ("unique", "indexes"):
            _check_combinations(symbols, entity, key)
        if entity.is_ledger:
            _check_ledger(symbols, entity)
        for field in entity.fields.values():
            _check_search(symbols, field)
    _check_required_circles(symbols)


def _check_search(symbols: Symbols, field: FieldSymbol) -> None:
    """Sensitive values are found by equality alone, people that log in by no search at all."""
    if not field.node.flag("search") or field.type is None:
        return
    path = f"{field.path}.search"
    if field.node.text("pii") == "sensitive" and "eq" not in field.type.operators:
        reason = "sensitive data is found by its whole value only, and this type has no equality"
    elif field.target == "User":
        reason = "logins are not searched; name the entity that stands for the person"
    else:
        return
    symbols.refuse(field.node.place("search"), "S304", reason, path)


def _check_title(symbols: Symbols, entity: EntitySymbol) -> None:
    node = entity.node.get("title")
    if not isinstance(node, ScalarNode):
        return
    path = f"{entity.path}.title"
    rest = _PIECE.sub("", node.text)
    if "{" in rest or "}" in rest:
        symbols.refuse(node.at, "S312", "a bracket is not closed", path)
        return
    if not _PIECE.search(node.text):
        symbols.refuse(
            node.at, "S312", "every record would have the same title", path, "such as {name}"
        )
    for piece in _PIECE.finditer(node.text):
        _check_piece(symbols, entity, node, piece, path)


def _check_piece(
    symbols: Symbols, entity: EntitySymbol, node: ScalarNode, piece: re.Match[str], path: str
) -> None:
    at = node.inside(piece.start() + 1)
    first, _, second = piece.group(1).partition(".")
    if first in _SHORT and not second and (first in entity.fields or entity.built_in(first)):
        return
    field = entity.fields.get(first)
    if field is None:
        wrong = ScalarNode(at, first, plain=True)
        unknown(symbols, wrong, "S402", f"field of {entity.name}", list(entity.fields), path)
        return
    if not second:
        _check_shown(symbols, field, at_node=ScalarNode(at, first, plain=True), path=path)
        return
    if field.type is None or field.type.name != "ref":
        symbols.refuse(at, "S707", f"'{first}' is not a reference; nothing follows it", path)
        return
    if field.target == USER:
        if symbols.type_of(USER, second) is None:
            wrong = ScalarNode(at, second, plain=True)
            unknown(symbols, wrong, "S402", "field of User", symbols.target_fields(USER), path)
        return
    target = symbols.entities.get(field.target or "")
    if target is None:
        return
    inner = target.fields.get(second)
    if inner is None:
        wrong = ScalarNode(at, second, plain=True)
        unknown(symbols, wrong, "S402", f"field of {target.name}", list(target.fields), path)
        return
    if inner.type is not None and inner.type.name == "ref":
        symbols.refuse(at, "S312", "a title takes one step through a ref", path)
        return
    _check_shown(symbols, inner, at_node=ScalarNode(at, second, plain=True), path=path)


def _check_shown(symbols: Symbols, field: FieldSymbol, *, at_node: ScalarNode, path: str) -> None:
    if field.type is None:
        return
    if field.type.name not in _TITLED:
        symbols.refuse(
            at_node.at,
            "S312",
            f"'{field.name}' is {field.type.name}: it has no one-line text",
            path,
        )
    elif field.node.text("pii") == "sensitive":
        symbols.refuse(
            at_node.at, "S312", f"'{field.name}' is sensitive; a title is shown everywhere", path
        )


def _check_child(symbols: Symbols, entity: EntitySymbol, child: ChildSymbol) -> None:
    of = child.node.get("of")
    if not isinstance(of, ScalarNode):
        return
    rows = symbols.entities.get(of.text)
    if rows is None:
        unknown(symbols, of, "S403", "entity", list(symbols.entities), f"{child.path}.of")
        return
    by = child.node.get("by")
    if isinstance(by, ScalarNode):
        field = rows.fields.get(by.text)
        if field is None:
            known = symbols.refs_to(rows, entity.name)
            unknown(symbols, by, "S402", f"field of {rows.name}", known, f"{child.path}.by")
        elif field.type is None or field.type.name != "ref" or field.target != entity.name:
            told = f"{rows.name}.{by.text} is not a ref to {entity.name}"
            symbols.refuse(by.at, "S313", told, f"{child.path}.by")
        return
    refs = symbols.refs_to(rows, entity.name)
    if not refs:
        symbols.refuse(
            of.at,
            "S313",
            f"{rows.name} has no ref to {entity.name}",
            f"{child.path}.of",
            f"add a field {{type: ref, to: {entity.name}, required: true}}",
        )
    elif len(refs) > 1:
        symbols.refuse(
            of.at,
            "S313",
            f"{rows.name} has several refs to {entity.name}: {', '.join(refs)}",
            f"{child.path}.of",
            f"say by: {refs[0]}",
        )


def _check_combinations(symbols: Symbols, entity: EntitySymbol, key: str) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for number, item in enumerate(entity.node.items(key)):
        if not isinstance(item, ListNode):
            continue
        path = f"{entity.path}.{key}[{number}]"
        names = [node for node in item.items if isinstance(node, ScalarNode)]
        for node in names:
            _check_column(symbols, entity, node, path)
        combination = tuple(node.text for node in names)
        if combination in seen:
            symbols.refuse(item.at, "S109", "this combination is given twice", path)
        seen[combination] = number


def _check_column(symbols: Symbols, entity: EntitySymbol, node: ScalarNode, path: str) -> None:
    field = entity.fields.get(node.text)
    if field is None:
        if node.text not in ("created_at", "created_by", "updated_at") and not (
            node.text == "state" and entity.states
        ):
            unknown(symbols, node, "S402", f"field of {entity.name}", list(entity.fields), path)
        return
    row = field.type
    if row is not None and "unique" not in row.options and row.name != "bool":
        symbols.refuse(
            node.at, "S315", f"{article(row.name)} field cannot be part of a key or index", path
        )


def _check_ledger(symbols: Symbols, entity: EntitySymbol) -> None:
    if entity.states:
        symbols.refuse(
            entity.node.place("workflow"),
            "S316",
            "a ledger has no workflow: its rows never change",
            f"{entity.path}.workflow",
        )
    for field in entity.fields.values():
        if field.is_aggregate:
            symbols.refuse(
                field.entry.at,
                "S316",
                "a stored aggregate would change rows of a ledger",
                field.path,
            )


def _check_required_circles(symbols: Symbols) -> None:
    """Records that each need the other first: `A.b` and `B.a` are both required."""
    needed = {
        entity.name: {
            field.target or "": field
            for field in entity.fields.values()
            if field.is_required and field.type and field.type.name == "ref"
        }
        for entity in symbols.entities.values()
    }
    edges = {name: list(refs) for name, refs in needed.items()}
    told: set[str] = set()
    for name, refs in needed.items():
        way = way_between(edges, name, name)
        if way and not told & set(way):
            told |= set(way)
            names = " → ".join([name, *way])
            field = refs[way[0]]
            symbols.refuse(
                field.entry.at,
                "S318",
                f"none could be created first: {names}",
                field.path,
                "make one of the refs optional",
            )
