"""Names: how they are written, which are taken, which would meet in one table, class or form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from generator import naming
from generator.nodes import MapNode
from generator.parse import FoundName
from generator.problem import article
from generator.symbols import EntitySymbol, Symbols

_PATTERNS: Final[dict[str, tuple[re.Pattern[str], str]]] = {
    "entity": (naming.ENTITY_NAME, "CamelCase ASCII, such as WorkOrder"),
    "enum": (naming.ENTITY_NAME, "CamelCase ASCII, such as Priority"),
    "enum value": (naming.ENUM_VALUE, "small ASCII letters, digits and _, such as p1"),
    "percentage": (re.compile(r"[1-9][0-9]{0,2}\Z"), "a percentage from 1 to 999"),
}
_ORDINARY: Final = (naming.NAME, "small ASCII letters, digits and _, such as due_at")

_RESERVED: Final[dict[str, frozenset[str]]] = {
    "field": naming.RESERVED_FIELDS,
    "children": naming.RESERVED_FIELDS,
    "entity": naming.RESERVED_ENTITIES,
    "enum": naming.RESERVED_ENUMS,
    "enum value": naming.RESERVED_ENUM_VALUES,
    "state": naming.RESERVED_STATES,
    "transition": naming.RESERVED_TRANSITIONS,
    "scope": naming.RESERVED_SCOPES,
    "role": naming.RESERVED_ROLES,
    "user value": naming.RESERVED_USER_VALUES,
}


def check(symbols: Symbols) -> None:
    for found in symbols.document.names:
        if _is_use(found):
            continue
        _check_name(symbols, found)
    _check_app(symbols)
    _check_icons(symbols)
    _check_entities(symbols)
    for entity in symbols.entities.values():
        _check_fields(symbols, entity)
        _check_members(symbols, entity)
        _check_was(symbols, entity)
    _check_renamed_entities(symbols)


def _is_use(found: FoundName) -> bool:
    """The key names something declared elsewhere; the rule of that subject judges it."""
    if found.kind == "role":
        return not found.path.startswith("roles.")
    if found.kind == "field":
        return ".permissions.fields." in found.path
    return found.kind == "enum value" and ".minutes." in found.path


def _check_name(symbols: Symbols, found: FoundName) -> None:
    pattern, example = _PATTERNS.get(found.kind, _ORDINARY)
    if not pattern.match(found.name):
        shown = found.name if len(found.name) <= 60 else found.name[:57] + "…"
        symbols.refuse(
            found.at,
            "S201",
            f"'{shown}' cannot be the name of {article(found.kind)}",
            found.path,
            example,
        )
        return
    if found.name.casefold() in _RESERVED.get(found.kind, frozenset()) or "__" in found.name:
        symbols.refuse(
            found.at,
            "S202",
            f"'{found.name}' is reserved",
            found.path,
            _another(found),
        )


def _another(found: FoundName) -> str:
    if found.name == "version":
        return "every record has a `version`; call it revision"
    return f"choose another name, such as {found.name}_name" if "__" not in found.name else ""


def _check_app(symbols: Symbols) -> None:
    app = symbols.root.mapping("app")
    name = app.text("name")
    if name is not None and (not naming.NAME.match(name) or "__" in name):
        symbols.refuse(
            app.place("name"),
            "S201",
            f"'{name[:60]}' cannot be the name of an application",
            "app.name",
            _ORDINARY[1],
        )


def _check_icons(symbols: Symbols) -> None:
    modules = symbols.root.mapping("modules")
    for name in modules.entries:
        icon = modules.mapping(name).text("icon")
        if icon is not None and not naming.ICON.match(icon):
            symbols.refuse(
                modules.mapping(name).place("icon"),
                "S201",
                f"'{icon[:60]}' cannot be the name of an icon",
                f"modules.{name}.icon",
                "small ASCII letters, digits and -, such as id-badge",
            )


def _check_entities(symbols: Symbols) -> None:
    tables: dict[str, str] = {}
    for entity in symbols.entities.values():
        table = entity.table
        if table.startswith(naming.FOREIGN_PREFIXES) or table in naming.FOREIGN_TABLES:
            symbols.refuse(entity.entry.at, "S202", f"the table '{table}' is not ours", entity.path)
        elif table in naming.ROUTES:
            told = f"/{table} is an address of the framework"
            symbols.refuse(entity.entry.at, "S202", told, entity.path)
        if table in tables:
            symbols.refuse(
                entity.entry.at,
                "S203",
                f"{entity.name} and {tables[table]} would share the table '{table}'",
                entity.path,
            )
        tables.setdefault(table, entity.name)
    for entity in symbols.entities.values():
        for field in entity.fields.values():
            pair = f"{entity.table}_{field.name}"
            if field.type and field.type.storage == "association" and pair in tables:
                symbols.refuse(
                    field.entry.at,
                    "S203",
                    f"the pairs of this field would share the table '{pair}' with {tables[pair]}",
                    field.path,
                )
            if "values" in field.node:
                name = naming.inline_enum(entity.name, field.name)
                if name in symbols.root.mapping("enums") or name in symbols.entities:
                    symbols.refuse(
                        field.entry.at,
                        "S203",
                        f"the choices of this field would be called '{name}', which exists",
                        field.path,
                    )
    for entry in symbols.root.mapping("enums"):
        if entry.key in symbols.entities:
            symbols.refuse(
                entry.at, "S203", f"'{entry.key}' is an entity too", f"enums.{entry.key}"
            )


def _check_fields(symbols: Symbols, entity: EntitySymbol) -> None:
    columns: dict[str, str] = {}
    for field in entity.fields.values():
        is_ref = field.type is not None and field.type.storage == "reference"
        column = f"{field.name}_id" if is_ref else field.name
        for name in {column, field.name}:
            if name in columns and columns[name] != field.name:
                symbols.refuse(
                    field.entry.at,
                    "S203",
                    f"'{field.name}' and '{columns[name]}' would share the column '{name}'",
                    field.path,
                )
        columns |= {column: field.name, field.name: field.name}
        # WTForms takes methods and attributes of these names for checks of another field.
        for prefix in ("validate_", "filter_"):
            rest = field.name.removeprefix(prefix)
            if rest != field.name and rest in entity.fields:
                symbols.refuse(
                    field.entry.at,
                    "S203",
                    f"in a form '{field.name}' would be taken for a check of '{rest}'",
                    field.path,
                )
    if "state" in entity.fields and entity.states:
        symbols.refuse(
            entity.fields["state"].entry.at,
            "S203",
            "the workflow has a field 'state' already",
            entity.fields["state"].path,
        )


def _check_members(symbols: Symbols, entity: EntitySymbol) -> None:
    for child in entity.children.values():
        if child.name in entity.fields or (child.name == "state" and entity.states):
            symbols.refuse(child.entry.at, "S203", f"'{child.name}' is a field too", child.path)
    for suffix in ("State", "Transition") if entity.states else ():
        if f"{entity.name}{suffix}" in symbols.entities:
            told = f"'{entity.name}{suffix}' is the type of its states and transitions"
            symbols.refuse(entity.entry.at, "S203", told, entity.path)
    for transition in entity.transitions:
        name = f"{entity.name}{naming.camel(transition)}Form"
        if name in symbols.entities:
            symbols.refuse(
                entity.entry.at, "S203", f"'{name}' is the form of '{transition}'", entity.path
            )


def _check_was(symbols: Symbols, entity: EntitySymbol) -> None:
    groups: list[tuple[Iterable[str], Mapping[str, MapNode], str]] = [
        (entity.fields, {name: field.node for name, field in entity.fields.items()}, "fields"),
        (entity.states, entity.states, "workflow.states"),
        (
            entity.transitions,
            {name: each[0].node for name, each in entity.transitions.items() if each},
            "workflow.transitions",
        ),
    ]
    for names, nodes, place in groups:
        _check_renames(symbols, list(names), nodes, f"{entity.path}.{place}")


def _check_renamed_entities(symbols: Symbols) -> None:
    entities = {name: entity.node for name, entity in symbols.entities.items()}
    _check_renames(symbols, list(entities), entities, "entities", pattern=naming.ENTITY_NAME)
    roles = symbols.root.mapping("roles")
    nodes = {name: roles.mapping(name) for name in symbols.roles}
    _check_renames(symbols, list(nodes), nodes, "roles")
    for name, node in symbols.enums.items():
        values = {value: node.mapping(value) for value in node.entries}
        _check_renames(symbols, list(values), values, f"enums.{name}", pattern=naming.ENUM_VALUE)


def _check_renames(
    symbols: Symbols,
    names: list[str],
    nodes: Mapping[str, MapNode],
    path: str,
    pattern: re.Pattern[str] = naming.NAME,
) -> None:
    seen: dict[str, str] = {}
    for name, node in nodes.items():
        was = node.text("was")
        if was is None:
            continue
        told = ""
        if not pattern.match(was):
            told = f"'{was[:60]}' cannot have been a name"
        elif was in names:
            told = f"'{was}' still exists" if was != name else "this is its own name"
        elif was in seen:
            told = f"'{seen[was]}' was '{was}' already"
        if told:
            symbols.refuse(node.place("was"), "S207", told, f"{path}.{name}.was")
        seen[was] = name
