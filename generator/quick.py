"""A quick reader of the part of YAML that nearly every schema is written in. It never judges: at anything else
it gives up, and ruamel.yaml reads the file. A test holds both to the same values at the same places.

ruamel.yaml needs ten seconds for a thousand entities, this reader one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NoReturn

from generator.nodes import Entry, ListNode, MapNode, Node, ScalarNode
from generator.problem import Position

LONGEST_LINE: Final = 1_000
"""Keys of YAML stand within 1,024 characters; shorter lines cannot meet that rule."""

# A plain text does not begin with an indicator, and holds no `: ` and no ` #`.
_FIRST: Final = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]|-(?=[^\s\-?:,\[\]{}#&*!|>'\"%@`])"
_FLOW_PLAIN: Final = (
    rf"(?:{_FIRST})(?:[^\s:?,\[\]{{}}#]|:(?=[^\s,\[\]{{}}])| +(?=[^\s:?,\[\]{{}}#]))*"
)
_BLOCK_PLAIN: Final = re.compile(rf"(?:{_FIRST})(?:[^\s:#]|:(?=\S)| +(?=[^\s:#]))*\Z")
_KEY: Final = re.compile(r"( *)([A-Za-z0-9_][A-Za-z0-9_.\-]*):(?: +|\Z)")
_ITEM: Final = re.compile(r"( *)- +(?=\S)")
_QUOTED: Final = re.compile(r"\"([^\"\\]*)\"\Z|'([^']*)'\Z")
_TOKEN: Final = re.compile(
    rf" *(?:([{{}}\[\],])|(:)(?= )|\"([^\"\\]*)\"(?! *:)|'([^']*)'(?! *[:'])|({_FLOW_PLAIN}))"
)
_COMMENT: Final = re.compile(r" +#.*\Z")


@dataclass(frozen=True, slots=True)
class Read:
    """The document and how many values it has."""

    root: MapNode
    count: int


class _GiveUp(Exception):
    """Something beyond the quick part of the language: not wrong, only not for this reader."""


def read(text: str, file: str, *, nodes: int, depth: int) -> Read | None:
    """The document; None when this reader cannot tell, for whatever reason."""
    if "\t" in text or "\r" in text:
        return None
    try:
        reader = _Quick(text, file, nodes, depth)
        return Read(reader.document(), nodes - reader.budget)
    except _GiveUp:
        return None


class _Quick:
    def __init__(self, text: str, file: str, budget: int, depth: int) -> None:
        self.file = file
        self.budget = budget
        self.depth = depth
        self.lines: list[tuple[int, int, str]] = []
        """Number, indentation and text of the lines that say something."""
        for number, line in enumerate(text.split("\n"), start=1):
            if len(line) > LONGEST_LINE:
                raise _GiveUp
            stripped = line.strip(" ")
            if stripped and not stripped.startswith("#"):
                self.lines.append((number, len(line) - len(line.lstrip(" ")), line.rstrip(" ")))
        self.here = 0

    def give_up(self) -> NoReturn:
        raise _GiveUp

    def spend(self, level: int) -> None:
        self.budget -= 1
        if self.budget < 0 or level > self.depth:
            self.give_up()

    def document(self) -> MapNode:
        if not self.lines or self.lines[0][1] != 0:
            self.give_up()
        root = self.block(0, 1)
        if self.here != len(self.lines) or not isinstance(root, MapNode):
            self.give_up()
        return root

    def block(self, indent: int, level: int) -> MapNode | ListNode:
        """The mapping or list whose lines have this indentation."""
        number, _, line = self.lines[self.here]
        self.spend(level)
        at = Position(self.file, number, indent + 1)
        if line.startswith("- ", indent):
            items = ListNode(at)
            while self.is_at(indent) and self.lines[self.here][2].startswith("- ", indent):
                items.items.append(self.item(level))
            return items
        mapping = MapNode(at)
        while self.is_at(indent):
            self.entry(mapping, indent, level)
        return mapping

    def is_at(self, indent: int) -> bool:
        if self.here >= len(self.lines):
            return False
        found = self.lines[self.here][1]
        if found > indent:
            self.give_up()
        return found == indent

    def item(self, level: int) -> Node:
        number, _, line = self.lines[self.here]
        found = _ITEM.match(line)
        if found is None:
            self.give_up()
        start = found.end()
        if _KEY.match(line, start):
            # `- from: open`: a mapping that begins on the line of the dash.
            self.lines[self.here] = (number, start, " " * start + line[start:])
            return self.block(start, level + 1)
        self.here += 1
        return self.value(number, line, start, found.end(1), level + 1)

    def entry(self, mapping: MapNode, indent: int, level: int) -> None:
        number, _, line = self.lines[self.here]
        found = _KEY.match(line)
        if found is None:
            self.give_up()
        key = found.group(2)
        self.spend(level)
        if key in mapping.entries:
            self.give_up()
        self.here += 1
        at = Position(self.file, number, indent + 1)
        rest = line[found.end() :]
        node: Node
        if not rest or rest.startswith("#"):
            if self.here >= len(self.lines) or self.lines[self.here][1] <= indent:
                self.give_up()
            node = self.block(self.lines[self.here][1], level + 1)
        else:
            node = self.value(number, line, found.end(), indent, level + 1)
        mapping.entries[key] = Entry(key, at, node)

    def value(self, number: int, line: str, start: int, indent: int, level: int) -> Node:
        """A value on the rest of the line; a deeper line after it would belong to it."""
        if self.here < len(self.lines) and self.lines[self.here][1] > indent:
            self.give_up()
        if line[start] in "{[":
            return self.flow(number, line, start, level)
        text = _COMMENT.sub("", line[start:]) if " #" in line else line[start:]
        self.spend(level)
        at = Position(self.file, number, start + 1)
        quoted = _QUOTED.match(text)
        if quoted is not None:
            return ScalarNode(at, quoted.group(quoted.lastindex or 1), False, 1)
        if _BLOCK_PLAIN.match(text) is None:
            self.give_up()
        return ScalarNode(at, text, True, 0)

    def flow(self, number: int, line: str, start: int, level: int) -> Node:
        """`{…}` and `[…]` on one line."""
        stack: list[MapNode | ListNode] = []
        keys: list[ScalarNode | None] = []
        root: Node | None = None
        wants = "value"
        position = start
        while root is None or stack:
            found = _TOKEN.match(line, position)
            if found is None:
                self.give_up()
            position = found.end()
            group = found.lastindex or 0
            at = Position(self.file, number, found.start(group) + (0 if group in (3, 4) else 1))
            text = found.group(group)
            if group == 2:
                if wants != "colon":
                    self.give_up()
                wants = "value"
                continue
            if group == 1 and text in "}]":
                self.close(stack, keys, text, wants)
                wants = "comma"
                continue
            if group == 1 and text == ",":
                if wants != "comma":
                    self.give_up()
                wants = "key" if isinstance(stack[-1], MapNode) else "value"
                continue
            node = self.node(text, at, group, level + len(stack))
            if wants in ("key", "first key"):
                if not isinstance(node, ScalarNode) or not node.plain or node.text == "<<":
                    self.give_up()
                keys[-1] = node
                wants = "colon"
                continue
            if wants not in ("value", "first value"):
                self.give_up()
            if root is None:
                root = node
            else:
                self.attach(stack[-1], keys, node)
            wants = "comma"
            if not isinstance(node, ScalarNode):
                stack.append(node)
                keys.append(None)
                wants = "first key" if isinstance(node, MapNode) else "first value"
        rest = line[position:]
        if rest and not _COMMENT.fullmatch(rest):
            self.give_up()
        return root

    def node(self, text: str, at: Position, group: int, level: int) -> Node:
        self.spend(level)
        if group == 1:
            return MapNode(at) if text == "{" else ListNode(at)
        return ScalarNode(at, text, group == 5, 0 if group == 5 else 1)

    def close(
        self,
        stack: list[MapNode | ListNode],
        keys: list[ScalarNode | None],
        text: str,
        wants: str,
    ) -> None:
        is_mapping = isinstance(stack[-1], MapNode)
        if (text == "}") is not is_mapping:
            self.give_up()
        if wants not in ("comma", "first key" if is_mapping else "first value"):
            self.give_up()
        stack.pop()
        keys.pop()

    def attach(self, parent: MapNode | ListNode, keys: list[ScalarNode | None], node: Node) -> None:
        if isinstance(parent, ListNode):
            parent.items.append(node)
            return
        key = keys[-1]
        if key is None or key.text in parent.entries:
            self.give_up()
        parent.entries[key.text] = Entry(key.text, key.at, node)
        keys[-1] = None
