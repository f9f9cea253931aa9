"""How rules say that a name is unknown, and how they walk a path of names."""

from __future__ import annotations

from generator.nodes import ScalarNode
from generator.problem import did_you_mean
from generator.symbols import USER, EntitySymbol, FieldSymbol, Symbols


def unknown(
    symbols: Symbols, node: ScalarNode, code: str, what: str, known: list[str], path: str
) -> None:
    """`unknown role 'managr'`, with the name that was probably meant."""
    shown = node.text if len(node.text) <= 60 else node.text[:57] + "…"
    symbols.refuse(node.at, code, f"unknown {what} '{shown}'", path, did_you_mean(node.text, known))


def entity_names(symbols: Symbols) -> list[str]:
    return list(symbols.entities)


def own_field(
    symbols: Symbols, entity: EntitySymbol, node: ScalarNode, path: str
) -> FieldSymbol | None:
    """The declared field that `node` names; None when there is none, which is then reported."""
    field = entity.fields.get(node.text)
    if field is None:
        unknown(symbols, node, "S402", f"field of {entity.name}", entity.readable_names, path)
    return field


def known_role(symbols: Symbols, node: ScalarNode, path: str, *, system: bool = False) -> bool:
    if node.text in symbols.roles or (system and node.text == "system"):
        return True
    known = [*symbols.roles, "system"] if system else list(symbols.roles)
    unknown(symbols, node, "S401", "role", known, path)
    return False


def walk(
    symbols: Symbols, entity: EntitySymbol, node: ScalarNode, path: str
) -> FieldSymbol | str | None:
    """The field at the end of `customer.phone`, or the name of a built-in field; None: reported.

    Every step but the last is a ref.
    """
    steps = node.text.split(".")
    here: EntitySymbol | None = entity
    offset = 0
    for number, step in enumerate(steps):
        is_last = number == len(steps) - 1
        if here is None:
            return _end_in_user(symbols, node, step, is_last, offset, path)
        field = here.fields.get(step)
        if field is None:
            if is_last and here.built_in(step):
                return step
            if not is_last and step in ("created_by", "updated_by", "creator"):
                here = None
                offset += len(step) + 1
                continue
            _unknown_step(symbols, node, step, offset, here.name, here.readable_names, path)
            return None
        if is_last:
            return field
        if field.type is None or field.type.name != "ref":
            symbols.refuse(
                node.inside(offset),
                "S707",
                f"'{step}' is not a reference; nothing follows it",
                path,
            )
            return None
        if field.target != USER and field.target not in symbols.entities:
            return None
        here = None if field.target == USER else symbols.entities[field.target or ""]
        offset += len(step) + 1
    return None


def _end_in_user(
    symbols: Symbols, node: ScalarNode, step: str, is_last: bool, offset: int, path: str
) -> str | None:
    if is_last and symbols.type_of(USER, step):
        return step
    _unknown_step(symbols, node, step, offset, USER, symbols.target_fields(USER), path)
    return None


def _unknown_step(
    symbols: Symbols,
    node: ScalarNode,
    step: str,
    offset: int,
    entity: str,
    known: list[str],
    path: str,
) -> None:
    symbols.refuse(
        node.inside(offset),
        "S402",
        f"unknown field '{step[:60]}' of {entity}",
        path,
        did_you_mean(step, known),
    )
