"""Pieces of a document as pieces of a plan: what every part of resolving needs."""

from __future__ import annotations

from collections.abc import Iterator

from generator import plan
from generator.nodes import Entry, ListNode, MapNode, Node, ScalarNode
from generator.symbols import Symbols, role_scopes

EVERY_ROW = "all"


def labels_of(symbols: Symbols, node: MapNode) -> dict[str, str]:
    return {language: node.text(language) or "" for language in symbols.languages}


def optional_labels_of(symbols: Symbols, node: MapNode, key: str) -> dict[str, str] | None:
    return labels_of(symbols, node.mapping(key)) if key in node else None


def expression_of(symbols: Symbols, node: Node | None) -> plan.Expression | None:
    return symbols.compiled[id(node)] if node is not None else None


def mappings(node: MapNode) -> Iterator[tuple[Entry, MapNode]]:
    for entry in node:
        if isinstance(entry.node, MapNode):
            yield entry, entry.node


def texts_of(node: MapNode, key: str) -> tuple[str, ...]:
    return tuple(each.text for each in node.texts(key))


def names_of(node: Node) -> tuple[str, ...]:
    items = node.items if isinstance(node, ListNode) else []
    return tuple(item.text for item in items if isinstance(item, ScalarNode))


def grants_of(node: Node | None) -> dict[str, str | None]:
    return {
        role.text: None if scope is None or scope.text == EVERY_ROW else scope.text
        for role, scope in role_scopes(node)
    }
