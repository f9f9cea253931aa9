"""Where a value of a schema file stands, to the character: what ruamel.yaml's nodes and marks say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

Path = Sequence[str | int]
_NAME: Final = r"(?:{0}|\"{0}\"|'{0}')"


class EditFailed(Exception):
    """The text cannot be edited like this; it is left as it is. The message says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value, or an item of a list. Spans are characters of the file."""

    key: str | int
    key_start: int
    key_end: int
    start: int
    end: int
    node: Node
    is_flow: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """A mapping or list with its entries, in the order of the file."""

    entries: tuple[Entry, ...]
    is_flow: bool
    is_list: bool
    start: int
    end: int

    def get(self, key: str | int) -> Entry | None:
        return next((entry for entry in self.entries if entry.key == key), None)


def holder(text: str, path: Path) -> Holder | None:
    """The mapping or list at `path`; None: there is none. EditFailed: the file is not YAML."""
    offset, node, rest = _nearest(text, path)
    for step in rest:
        if node is None:
            return None
        found = _entries(node, offset, text)
        entry = next((one for one in found if one.key == step), None)
        node = entry.node if entry else None
    if not isinstance(node, MappingNode | SequenceNode):
        return None
    return Holder(
        tuple(_entries(node, offset, text)),
        bool(node.flow_style),
        isinstance(node, SequenceNode),
        node.start_mark.index + offset,
        _end(node, node.start_mark.index) + offset,
    )


def entry(text: str, path: Path) -> Entry | None:
    """The value at `path`; None: it is not there."""
    found = holder(text, path[:-1])
    return found.get(path[-1]) if found else None


def _nearest(text: str, path: Path) -> tuple[int, Node | None, Path]:
    """Only the part of the file that the path leads into is read: a whole one takes ruamel.yaml a second."""
    chunk = _chunk(text, path) if len(path) >= 2 else None
    if chunk is not None:
        start, end = chunk
        node = _composed(text[start:end])
        if isinstance(node, MappingNode) and len(node.value) == 1:
            return start, node, path[1:]
    return 0, _composed(text), path


def _chunk(text: str, path: Path) -> tuple[int, int] | None:
    """The lines of `entities.WorkOrder`; None where they are not plainly below one another."""
    section = re.search(rf"^{re.escape(str(path[0]))}:[ ]*(?:#.*)?$", text, re.MULTILINE)
    if section is None:
        return None
    over = re.search(r"^[^\s#]", text[section.end() :], re.MULTILINE)
    end = section.end() + over.start() if over else len(text)
    first = re.compile(r"^( +)[^\s#]", re.MULTILINE).search(text, section.end(), end)
    if first is None:
        return None
    name = _NAME.format(re.escape(str(path[1])))
    head = re.compile(rf"^{first[1]}{name}:(?=\s)", re.MULTILINE).search(text, section.end(), end)
    if head is None:
        return None
    following = re.compile(rf"^ {{0,{len(first[1])}}}[^\s#]", re.MULTILINE)
    after = following.search(text, head.end(), end)
    return head.start(), after.start() if after else end


def _composed(text: str) -> Node | None:
    try:
        node: Node | None = YAML(typ="safe", pure=True).compose(text)
    except YAMLError as error:
        raise EditFailed("the file is not YAML: mend it in the text first") from error
    return node


def _entries(node: Node, offset: int, text: str) -> list[Entry]:
    made: list[Entry] = []
    if isinstance(node, MappingNode):
        for key, value in node.value:
            start, end = key.start_mark.index, key.end_mark.index
            colon = text.find(":", end + offset) - offset + 1
            begin = value.start_mark.index if not _is_empty(value) else colon
            made.append(
                Entry(
                    str(key.value),
                    start + offset,
                    end + offset,
                    begin + offset,
                    _end(value, colon) + offset,
                    value,
                    _is_flow(value),
                )
            )
    elif isinstance(node, SequenceNode):
        for number, value in enumerate(node.value):
            start = value.start_mark.index + offset
            end = _end(value, value.start_mark.index) + offset
            made.append(Entry(number, start, start, start, end, value, _is_flow(value)))
    return made


def _is_flow(node: Node) -> bool:
    return not isinstance(node, CollectionNode) or bool(node.flow_style) or not node.value


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.value == "" and not node.style


def _end(node: Node, otherwise: int) -> int:
    """After the last character of the value; comments and empty lines behind it are not its own."""
    if isinstance(node, ScalarNode):
        if _is_empty(node):
            return otherwise
        end: int = node.end_mark.index
        if node.style in ("|", ">"):
            buffer: Any = node.end_mark.buffer
            while buffer and end > 0 and buffer[end - 1] in " \n":
                end -= 1
        return end
    assert isinstance(node, CollectionNode)  # noqa: S101 - there are two kinds of nodes
    if node.flow_style:
        closed: int = node.end_mark.index
        return closed
    last = node.value[-1] if node.value else None
    if last is None:
        return otherwise
    if isinstance(last, tuple):
        key, value = last
        return _end(value, key.end_mark.index + 1)
    return _end(last, last.start_mark.index)
