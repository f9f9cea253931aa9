"""A field, state or transition under a new name: `was:` is written, and what mentions the old name follows.

Hand-written code is not touched: the plan tells where it speaks of the name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate
from typing import Final

from generator.edit.places import EditFailed, Path, holder
from generator.edit.surgery import put, remove, rename
from generator.nodes import ListNode, MapNode, Node, ScalarNode

Told = tuple[str, ScalarNode]
"""The key under which a scalar stands, and the scalar."""
_QUIET: Final = frozenset({"label", "help", "caution", "message", "section", "zh", "en", "was"})
_OF_FIELDS: Final = frozenset(
    {
        "title", "required", "readonly", "visible", "default", "formula", "lookup", "where", "using", "scope", "scopes",
        "test", "unique", "indexes", "asks", "needs", "when", "reset_on", "columns", "filters", "sort", "fields", "kanban",
        "calendar", "gantt", "tree", "portal", "labels", "picker", "filter", "due", "status", "by", "target", "minutes",
        "sum", "count", "avg", "min_of", "max_of", "escalate", "group", "pivot", "field", "from", "to", "rate", "median",
        "p90", "distinct", "min", "max", "of",
    }
)  # fmt: skip
"""Keys whose values are names of fields, paths, templates or expressions."""
_NOT_IN_ENTITY: Final = frozenset({"from", "to", "of", "min", "max", "field"})
_OF_STATES: Final = frozenset({"initial", "from", "to", "start", "stop", "pause"})


def renamed(
    files: Mapping[str, str], root: MapNode, path: Path, name: str, *, published: bool
) -> dict[str, str]:
    """The files that change. `path`: entities, Task, fields, summary. `published`: the old name is in use, so `was:`.

    Raises EditFailed.
    """
    entity, kind, old = str(path[1]), str(path[-2]), str(path[-1])
    place = root.mapping("entities").entries.get(entity)
    if place is None:
        raise EditFailed(f"there is no {entity}")
    made = replaced(files, _Mentions(root, entity, kind, old, name))
    text = made[place.at.file]
    if kind == "fields" and holder(text, ["entities", entity, "permissions", "fields"]):
        grant = ["entities", entity, "permissions", "fields", old]
        here = holder(text, grant[:-1])
        if here is not None and here.get(old):
            text = rename(text, grant, name)
    text = rename(text, path, name)
    made[place.at.file] = with_was(text, [*path[:-1], name], old, name, published)
    return {one: said for one, said in made.items() if said != files.get(one)}


def with_was(text: str, path: Path, old: str, name: str, published: bool) -> str:
    """The first name stays the one that is remembered; back to it, and nothing is."""
    here = holder(text, path)
    if here is None:
        return text
    if here.is_list:
        for number in range(len(here.entries)):
            text = with_was(text, [*path, number], old, name, published)
        return text
    was = here.get("was")
    if was is None:
        return put(text, [*path, "was"], old) if published else text
    is_back = text[was.start : was.end].strip("'\"") == name
    return remove(text, [*path, "was"]) if is_back else text


def replaced(
    files: Mapping[str, str], mentions: Iterable[tuple[ScalarNode, str]]
) -> dict[str, str]:
    """The texts with every mention replaced, from the end of each file to its beginning."""
    spots = {(node.at.file, node.at.line, node.at.column): (node, new) for node, new in mentions}
    made = dict(files)
    for (file, line, column), (node, new) in sorted(spots.items(), reverse=True):
        text = made[file]
        starts = [0, *accumulate(len(one) for one in text.splitlines(keepends=True))]
        at = starts[line - 1] + column - 1 + (node.shift or 0)
        if node.shift is not None and text[at : at + len(node.text)] == node.text:
            made[file] = text[:at] + new + text[at + len(node.text) :]
    return made


class _Mentions:
    """(scalar, its new text) of everything that names the thing."""

    def __init__(self, root: MapNode, entity: str, kind: str, old: str, name: str) -> None:
        self.root, self.entity, self.kind, self.old, self.name = root, entity, kind, old, name
        self.own = root.mapping("entities").mapping(entity)

    def __iter__(self) -> Iterator[tuple[ScalarNode, str]]:
        ways = {"fields": self.fields, "states": self.states, "transitions": self.transitions}
        if self.kind not in ways:
            raise EditFailed(f"{self.kind} have no names that others mention")
        for node, new in ways[self.kind]():
            if new != node.text:
                yield node, new

    def fields(self) -> Iterator[tuple[ScalarNode, str]]:
        first = self._swap(rf"(?<![\w.'\"]){re.escape(self.old)}(?![\w'\"(])|(?<![\w.]){re.escape(self.old)}(?=__)")  # fmt: skip
        in_title = self._swap(rf"(?<=\{{){re.escape(self.old)}(?=[.}}])")
        for part in self.own:
            if part.key in ("children", "comments", "api", "retain", "process"):
                continue
            for key, node in _scalars(part.node, part.key, ("scopes", "escalate")):
                if key == "title":
                    yield node, in_title(node.text)
                elif key in _OF_FIELDS - _NOT_IN_ENTITY:
                    yield node, first(node.text)
        for owner in self.root.mapping("entities"):
            if isinstance(owner.node, MapNode):
                yield from self._through(owner.node, first)
        for _, place, keys in self._reports():
            yield from ((one, first(one.text)) for key, one in _scalars(place, "") if key in keys)
        for user in self.root.mapping("users"):
            if isinstance(user.node, MapNode):
                yield from self._user(user.node)

    def _through(
        self, other: MapNode, first: Callable[[str], str]
    ) -> Iterator[tuple[ScalarNode, str]]:
        """What another entity, or this one itself, says of a field behind a ref or in a child table."""
        for part, key in (("fields", "to"), ("children", "of")):
            for link in other.mapping(part):
                if not isinstance(link.node, MapNode) or link.node.text(key) != self.entity:
                    continue
                path = rf"(?<![\w.'\"])(?P<link>{re.escape(link.key)}\.){re.escape(self.old)}(?![\w'\"])"
                swap = re.compile(path)
                for name, said in _scalars(other, "", ("scopes", "escalate")):
                    if name in _OF_FIELDS:
                        yield said, swap.sub(rf"\g<link>{self.name}", said.text)
                by = link.node.get("by")
                if part == "children" and isinstance(by, ScalarNode) and by.text == self.old:
                    yield by, self.name
                for owner in other.mapping("fields") if part == "children" else ():
                    where = owner.node.get("where") if isinstance(owner.node, MapNode) else None
                    if isinstance(where, ScalarNode) and self._sums(owner.node, link.key):
                        yield where, first(where.text)

    @staticmethod
    def _sums(node: Node, children: str) -> bool:
        keys = ("sum", "count", "avg", "min_of", "max_of")
        texts = [node.text(key) or "" for key in keys] if isinstance(node, MapNode) else []
        return any(text.split(".")[0] == children for text in texts)

    def _user(self, node: MapNode) -> Iterator[tuple[ScalarNode, str]]:
        keys: tuple[str, ...] = ("user", "to") if node.text("through") == self.entity else ()
        if node.text("to") == self.entity:
            keys = ("by",)
        for key in keys:
            one = node.get(key)
            if isinstance(one, ScalarNode) and one.text == self.old:
                yield one, self.name

    def states(self) -> Iterator[tuple[ScalarNode, str]]:
        quoted = self._swap(rf"(?<=['\"]){re.escape(self.old)}(?=['\"])")
        chosen = self._swap(rf"(?<=state=){re.escape(self.old)}\b")
        for key, node in _scalars(self.own.get("workflow"), ""):
            if key in _OF_STATES and node.text == self.old:
                yield node, self.name
        places: list[Node] = [self.own, *(node for _, node, _ in self._reports())]
        for place in places:
            for _, node in _scalars(place, ""):
                if "state" in node.text:
                    yield node, chosen(quoted(node.text))

    def transitions(self) -> Iterator[tuple[ScalarNode, str]]:
        acted = self._swap(rf"(?<=actor_of\(){re.escape(self.old)}(?=\))")
        for key, node in _scalars(self.own, ""):
            if key == "not":
                yield node, acted(node.text)
            elif key in ("may", "may_not") and node.text == self.old:
                yield node, self.name
        for pair in self.root.mapping("separate").items("transitions"):
            if isinstance(pair, MapNode) and pair.text("entity") == self.entity:
                for key, node in _scalars(pair, ""):
                    if key in ("first", "second") and node.text == self.old:
                        yield node, self.name

    def _reports(self) -> Iterator[tuple[str, Node, frozenset[str]]]:
        """Reports about the entity, and the tasks of first pages: (name, node, keys that may name a field)."""
        for report in self.root.mapping("reports"):
            if isinstance(report.node, MapNode) and report.node.text("of") == self.entity:
                for part in report.node:
                    if part.key not in ("of", "label", "roles", "chart", "compare", "target"):
                        keys = _OF_FIELDS - ({"by"} if part.key == "period" else frozenset())
                        yield report.key, MapNode(part.at, {part.key: part}), keys
        for home in self.root.mapping("home"):
            if isinstance(home.node, MapNode):
                for task in home.node.items("tasks"):
                    if isinstance(task, MapNode) and task.text("of") == self.entity:
                        yield home.key, task, _OF_FIELDS - {"of"}

    def _swap(self, pattern: str) -> Callable[[str], str]:
        found = re.compile(pattern)
        return lambda text: found.sub(self.name, text)


def _scalars(node: Node | None, key: str, whole: tuple[str, ...] = ()) -> Iterator[Told]:
    """Every scalar with its key; items of a list, and what stands under a key of `whole`, have that of the list."""
    match node:
        case ScalarNode():
            yield key, node
        case ListNode():
            for item in node.items:
                yield from _scalars(item, key, whole)
        case MapNode():
            for entry in node:
                if entry.key not in _QUIET:
                    yield from _scalars(entry.node, key if key in whole else entry.key, whole)
        case None:
            return
