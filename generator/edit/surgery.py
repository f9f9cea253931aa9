"""put, remove, rename, move: text → text. What comes out is read again and must say exactly what was meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from generator.edit import meaning
from generator.edit.places import EditFailed, Entry, Holder, Path, entry, holder
from generator.edit.writing import block, flow, is_large

LAST: Final = object()
"""Behind the others."""


def put(text: str, path: Path, value: Any, *, after: Any = LAST, depth: int = 1) -> str:
    """The value at `path`, new or instead of the old one. Missing mappings above it are made.

    `after`: behind which key a new one stands; None: first. `depth`: how many levels of a new mapping stand
    below one another. Raises EditFailed.
    """
    here = holder(text, path[:-1])
    if here is not None and here.is_flow and after is LAST:
        after = _usual(here)
    made = _put(text, path, value, after, depth)
    return _meant(text, made, meaning.put, path, value, after)


def remove(text: str, path: Path) -> str:
    """Without the value at `path`; a mapping that would be empty goes, too. Raises EditFailed."""
    here = _inside(text, path)
    if len(here.entries) == 1 and len(path) > 1:
        return remove(text, path[:-1])
    made = _cut(text, here, _needed(here, path))[0]
    return _meant(text, made, meaning.remove, path)


def rename(text: str, path: Path, name: str) -> str:
    """Another key for the value at `path`. Raises EditFailed."""
    here = _inside(text, path)
    one = _needed(here, path)
    if here.get(name) is not None:
        raise EditFailed(f"'{name}' is there already")
    between = text[one.key_end : one.start]
    gap = between.removeprefix(":")
    if gap and not gap.strip(" ") and _aligned(text, here, one):
        gap = " " * max(1, len(gap) + one.key_end - one.key_start - len(name))
        between = f":{gap}"
    made = text[: one.key_start] + flow(name) + between + text[one.start :]
    return _meant(text, made, meaning.rename, path, name)


def move(text: str, path: Path, after: str | int | None) -> str:
    """The value at `path` behind another one of its mapping; None: first. Raises EditFailed."""
    here = _inside(text, path)
    one = _needed(here, path)
    if after == path[-1]:
        return text
    if after is not None and here.get(after) is None:
        raise EditFailed(f"there is no '{after}'")
    if len(here.entries) == 1:
        return text
    less, taken = _cut(text, here, one)
    rest = _inside(less, path)
    behind = after
    if isinstance(after, int) and after > int(path[-1]):
        behind = after - 1
    insert = _flow_insert if here.is_flow else _lines_insert
    made = insert(less, rest, taken, behind)
    return _meant(text, made, meaning.move, path, after)


# -- pieces ---------------------------------------------------------------------------------------


def _put(text: str, path: Path, value: Any, after: Any, depth: int) -> str:
    here = holder(text, path[:-1])
    if here is None:
        if not path[:-1]:
            raise EditFailed("the file holds no keys")
        return _put(text, path[:-1], {path[-1]: value}, LAST, depth + 1)
    old = here.get(path[-1])
    if old is not None:
        return _replaced(text, here, old, value, depth)
    if here.is_list:
        raise EditFailed("a list is written whole")
    key = str(path[-1])
    if here.is_flow:
        return _flow_insert(text, here, f"{flow(key)}: {flow(value)}", after)
    indent = _column(text, here.entries[0].key_start)
    if depth > 1 and is_large(value):
        lines = [" " * indent + flow(key) + ":", *block(value, indent + 2, depth - 1)]
    else:
        lines = [" " * indent + _padded(text, here, key) + flow(value)]
    return _lines_insert(text, here, "".join(f"{line}\n" for line in lines), after)


def _replaced(text: str, here: Holder, old: Entry, value: Any, depth: int) -> str:
    if old.is_flow or here.is_flow or not isinstance(value, Mapping):
        gap = text[old.key_end : old.start]
        # A value on lines of its own becomes one beside its key.
        start, lead = (old.start, "") if "\n" not in gap else (old.key_end, ": ")
        if start == old.start and gap.endswith(":"):
            lead = " "
        return text[:start] + lead + flow(value) + text[old.end :]
    indent = _column(text, old.key_start) + 2
    lines = block(value, indent, max(depth - 1, 1))
    return text[: old.key_end] + ":\n" + "\n".join(lines) + text[old.end :]


def _usual(here: Holder) -> Any:
    """In one line the label stands last, so what is new stands before it."""
    names = [one.key for one in here.entries]
    return names[-2] if len(names) > 1 and names[-1] == "label" else LAST


def _flow_insert(text: str, here: Holder, piece: str, after: Any) -> str:
    if not here.entries:
        return text[: here.start + 1] + piece + text[here.end - 1 :]
    if after is None:
        at = here.entries[0].key_start
        return f"{text[:at]}{piece}, {text[at:]}"
    behind = here.entries[-1] if after is LAST else here.get(after)
    if behind is None:
        raise EditFailed(f"there is no '{after}'")
    return f"{text[: behind.end]}, {piece}{text[behind.end :]}"


def _lines_insert(text: str, here: Holder, lines: str, after: Any) -> str:
    if after is None:
        at = _with_comments(text, here.entries[0])
        return text[:at] + lines + text[at:]
    behind = here.entries[-1] if after is LAST else here.get(after)
    if behind is None:
        raise EditFailed(f"there is no '{after}'")
    at = _line_end(text, behind.end)
    before = text[:at]
    if not before.endswith("\n"):
        before += "\n"
    return before + lines + text[at:]


def _cut(text: str, here: Holder, one: Entry) -> tuple[str, str]:
    """The text without the entry, and the entry: lines with the comments right above, or a piece of one line."""
    if not here.is_flow:
        start, end = _with_comments(text, one), _line_end(text, one.end)
        taken = text[start:end]
        return text[:start] + text[end:], taken if taken.endswith("\n") else f"{taken}\n"
    place = here.entries.index(one)
    taken = text[one.key_start : one.end]
    if place > 0:
        return text[: here.entries[place - 1].end] + text[one.end :], taken
    if len(here.entries) > 1:
        return text[: one.key_start] + text[here.entries[1].key_start :], taken
    return text[: one.key_start] + text[one.end :], taken


def _with_comments(text: str, one: Entry) -> int:
    """The start of the entry's first line, with the comments of its column right above it."""
    start = text.rfind("\n", 0, one.key_start) + 1
    indent = one.key_start - start
    while start > 0:
        above = text.rfind("\n", 0, start - 1) + 1
        if not text[above:start].startswith(" " * indent + "#"):
            break
        start = above
    return start


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _column(text: str, at: int) -> int:
    return at - text.rfind("\n", 0, at) - 1


def _aligned(text: str, here: Holder, one: Entry) -> bool:
    """Whether the values of this mapping stand in one column below one another."""
    others = [each for each in here.entries if each.key != one.key and not here.is_flow]
    column = _column(text, one.start)
    return any(
        _column(text, each.start) == column and each.key_end - each.key_start != one.key_end - one.key_start
        for each in others
    )  # fmt: skip


def _padded(text: str, here: Holder, key: str) -> str:
    """`key: ` with as many spaces as bring its value below the others, where they stand in a column."""
    written = flow(key) + ": "
    last = here.entries[-1]
    if _aligned(text, here, last):
        return written.ljust(_column(text, last.start) - _column(text, last.key_start))
    return written


def _inside(text: str, path: Path) -> Holder:
    here = holder(text, path[:-1])
    if here is None:
        raise EditFailed(f"there is no {'.'.join(map(str, path[:-1]))}")
    return here


def _needed(here: Holder, path: Path) -> Entry:
    one = here.get(path[-1])
    if one is None:
        raise EditFailed(f"there is no {'.'.join(map(str, path))}")
    return one


def _meant(before: str, after: str, act: Any, *given: Any) -> str:
    if not meaning.same(act(meaning.read(before), *given), meaning.read(after)):
        raise EditFailed("this place cannot be edited here: change it in the text")
    return after


__all__ = ["LAST", "EditFailed", "entry", "move", "put", "remove", "rename"]
