"""Encrypted fields: what the database cannot do with them, and where their values would leak."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from generator.nodes import ScalarNode
from generator.rules.conditions import rows_of_aggregate
from generator.symbols import EntitySymbol, FieldSymbol, Symbols

_EQUAL: Final = ("eq", "ne", "in", "not_in", "is_null", "not_null")
_EXACT: Final = ("decimal", "datetime", "time")
_GIVEN: Final = ("lit", "user", "list")
_HINT: Final = "the database holds it encrypted: compare it with == or != and a given value"


def check(symbols: Symbols) -> None:
    for entity in symbols.entities.values():
        for field in entity.fields.values():
            if is_sensitive(field):
                _check_type(symbols, field)
            _check_copies(symbols, entity, field)
            where = field.node.get("where")
            rows = rows_of_aggregate(symbols, entity, field) if where is not None else None
            if rows is not None:
                _check_sql(symbols, symbols.entities[rows], where, f"{field.path}.where")
        for entry in entity.node.mapping("scopes"):
            _check_sql(symbols, entity, entry.node, f"{entity.path}.scopes.{entry.key}")


def is_sensitive(field: FieldSymbol) -> bool:
    secret = field.type is not None and field.type.name == "secret"
    return secret or field.node.text("pii") == "sensitive"


def _check_type(symbols: Symbols, field: FieldSymbol) -> None:
    if field.type is not None and (field.type.storage != "column" or field.type.name == "number"):
        symbols.refuse(
            field.node.place("pii"),
            "S319",
            f"{field.type.name} cannot be encrypted: it points to another row or counts",
            f"{field.path}.pii",
            "restrict who may read it under `permissions: fields:`",
        )


def _check_copies(symbols: Symbols, entity: EntitySymbol, field: FieldSymbol) -> None:
    """A lookup copies the value; a sum, min or max over it would have to decrypt every row."""
    lookup = field.node.get("lookup")
    if isinstance(lookup, ScalarNode) and not is_sensitive(field):
        source = _at_end(symbols, entity, lookup.text.split("."))
        if source is not None and is_sensitive(source):
            symbols.refuse(
                lookup.at,
                "S319",
                f"'{lookup.text}' is sensitive and would be copied in plain",
                f"{field.path}.lookup",
                "give this field `pii: sensitive` too",
            )
    for key in ("sum", "avg", "min_of", "max_of"):
        node = field.node.get(key)
        if not isinstance(node, ScalarNode):
            continue
        name, _, inner = node.text.partition(".")
        child = entity.children.get(name)
        rows = symbols.entities.get(child.of or "") if child else None
        summed = rows.fields.get(inner) if rows else None
        if summed is not None and is_sensitive(summed):
            told = f"'{inner}' is encrypted; the database cannot compute with it"
            symbols.refuse(node.at, "S319", told, f"{field.path}.{key}")


def _check_sql(symbols: Symbols, entity: EntitySymbol, node: Any, path: str) -> None:
    """What becomes SQL takes a sensitive field as one side of an equality only."""
    compiled = symbols.compiled.get(id(node))
    if compiled is None or compiled.custom:
        return
    for names, compared in _fields(compiled.tree):
        field = _at_end(symbols, entity, names)
        if field is None or not is_sensitive(field) or field.type is None:
            continue
        fair = len(names) == 1 and (
            field.type.kind == "bool" if compared == "truth" else compared == "equality"
        )
        if not fair or (compared == "equality" and field.type.kind in _EXACT):
            told = f"'{'.'.join(names)}' is sensitive; only equality can be asked of it here"
            symbols.refuse(node.at, "S319", told, path, _HINT)
            return


def _fields(tree: Any, place: str = "truth") -> Iterator[tuple[list[str], str]]:
    """(names, how it is used) of every field: as a truth, in an equality with something given, in null, otherwise."""
    if not isinstance(tree, list) or not tree:
        return
    kind = tree[0]
    if kind == "field":
        yield [str(tree[1])], place
    elif kind == "path":
        yield [*map(str, tree[1]), str(tree[2])], place
    elif kind in ("and", "or", "not"):
        for part in tree[1:]:
            yield from _fields(part)
    elif kind not in ("lit", "user", "custom"):
        parts = tree[1:]
        given = [part for part in parts if isinstance(part, list) and part and part[0] in _GIVEN]
        inside = "otherwise"
        if kind in _EQUAL and len(given) == len(parts) - 1:
            inside = "equality"
        for part in parts:
            yield from _fields(part, inside)


def _at_end(symbols: Symbols, entity: EntitySymbol, names: list[str]) -> FieldSymbol | None:
    here: EntitySymbol | None = entity
    for name in names[:-1]:
        step = here.fields.get(name) if here else None
        here = symbols.entities.get(step.target or "") if step else None
    return here.fields.get(names[-1]) if here else None
