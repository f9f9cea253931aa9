"""Values of a schema file that remember file, line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from generator.problem import Position

# YAML 1.2 core schema, without octal, hexadecimal, infinity and not-a-number: nothing in a schema is one.
_NULL: Final = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE: Final = frozenset({"true", "True", "TRUE"})
_FALSE: Final = frozenset({"false", "False", "FALSE"})
_INT: Final = re.compile(r"[-+]?[0-9]{1,19}\Z")
_DECIMAL: Final = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}\Z")


@dataclass(slots=True)
class ScalarNode:
    """One value. `shift` is where its text begins after `at`; None when the text spans lines or holds escapes."""

    at: Position
    text: str
    plain: bool
    shift: int | None = 0

    @property
    def value(self) -> str | int | Decimal | bool | None:
        """The text by the rules of YAML 1.2; quoted texts stay texts."""
        if not self.plain:
            return self.text
        if self.text in _NULL:
            return None
        if self.text in _TRUE:
            return True
        if self.text in _FALSE:
            return False
        if _INT.match(self.text):
            return int(self.text)
        if _DECIMAL.match(self.text):
            return Decimal(self.text)
        return self.text

    def inside(self, offset: int) -> Position:
        """The position of a character of the text."""
        return self.at if self.shift is None else self.at.moved(self.shift + offset)


@dataclass(slots=True)
class ListNode:
    at: Position
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    """A key with its value; `at` is the key's place."""

    key: str
    at: Position
    node: Node


@dataclass(slots=True)
class MapNode:
    """Keys in the order of the file."""

    at: Position
    entries: dict[str, Entry] = field(default_factory=dict)

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def get(self, key: str) -> Node | None:
        entry = self.entries.get(key)
        return entry.node if entry else None

    def text(self, key: str) -> str | None:
        """The text of a scalar entry; None when it is absent or something else."""
        node = self.get(key)
        return node.text if isinstance(node, ScalarNode) else None

    def flag(self, key: str, default: bool = False) -> bool:
        node = self.get(key)
        value = node.value if isinstance(node, ScalarNode) else None
        return value if isinstance(value, bool) else default

    def number(self, key: str) -> int | None:
        node = self.get(key)
        value = node.value if isinstance(node, ScalarNode) else None
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def mapping(self, key: str) -> MapNode:
        """The mapping under `key`; an empty one when it is absent."""
        node = self.get(key)
        return node if isinstance(node, MapNode) else MapNode(self.at)

    def items(self, key: str) -> list[Node]:
        """The items under `key`; a single value counts as a list of one."""
        node = self.get(key)
        if node is None:
            return []
        return node.items if isinstance(node, ListNode) else [node]

    def texts(self, key: str) -> list[ScalarNode]:
        return [node for node in self.items(key) if isinstance(node, ScalarNode)]

    def place(self, key: str) -> Position:
        """Where `key` stands, else where the mapping begins."""
        entry = self.entries.get(key)
        return entry.at if entry else self.at


Node = ScalarNode | ListNode | MapNode
