"""What a file says, as plain values in their order: the same edits on values, to compare with the edits on text."""

from __future__ import annotations

import copy
from functools import lru_cache
from typing import Any

from generator import source
from generator.edit.places import EditFailed, Path
from generator.nodes import ListNode, MapNode, Node
from generator.problem import Problem

Value = Any
"""dict, list, or a scalar as YAML 1.2 reads it."""


def read(text: str) -> dict[str, Value]:
    """What the file says. EditFailed: it is not YAML."""
    return copy.deepcopy(_read(text))


@lru_cache(maxsize=4)
def _read(text: str) -> dict[str, Value]:
    problems: list[Problem] = []
    root = source.read_text(text, problems)
    if root is None or problems:
        raise EditFailed("the file is not YAML: mend it in the text first")
    return {entry.key: plain(entry.node) for entry in root}


def plain(node: Node) -> Value:
    if isinstance(node, MapNode):
        return {entry.key: plain(entry.node) for entry in node}
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return node.value


def same(first: Value, second: Value) -> bool:
    """Equal, and keys in the same order: it is the order of columns and fields."""
    if isinstance(first, dict) and isinstance(second, dict):
        return list(first) == list(second) and all(same(first[k], second[k]) for k in first)
    if isinstance(first, list | tuple) and isinstance(second, list | tuple):
        return len(first) == len(second) and all(map(same, first, second))
    return type(first) is type(second) and bool(first == second)


def put(root: Value, path: Path, value: Value, after: Any) -> Value:
    here = root
    for step in path[:-1]:
        if isinstance(here, dict) and not isinstance(here.get(step), dict | list):
            here[step] = {}
            after = None
        here = here[step]
    if isinstance(here, list):
        here[int(path[-1])] = value
        return root
    if path[-1] in here:
        here[path[-1]] = value
        return root
    names = list(here)
    if after is None:
        at = 0
    elif after in here:
        at = names.index(after) + 1
    else:
        at = len(names)
    _rebuild(here, path[-1], value, at)
    # In one line a new key may stand before the label: both orders are what was meant.
    return root


def remove(root: Value, path: Path) -> Value:
    del _at(root, path[:-1])[path[-1]]
    return root


def rename(root: Value, path: Path, name: str) -> Value:
    here = _at(root, path[:-1])
    items = [(name if key == path[-1] else key, value) for key, value in here.items()]
    here.clear()
    here.update(items)
    return root


def move(root: Value, path: Path, after: str | int | None) -> Value:
    here = _at(root, path[:-1])
    if isinstance(here, list):
        value = here.pop(int(path[-1]))
        at = 0 if after is None else int(after) + (1 if int(after) < int(path[-1]) else 0)
        here.insert(at, value)
        return root
    value = here.pop(path[-1])
    _rebuild(here, path[-1], value, 0 if after is None else list(here).index(after) + 1)
    return root


def _rebuild(here: dict[Any, Any], key: Any, value: Value, at: int) -> None:
    items = list(here.items())
    items.insert(at, (key, value))
    here.clear()
    here.update(items)


def _at(root: Value, path: Path) -> Value:
    for step in path:
        root = root[step]
    return root
