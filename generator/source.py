"""Schema files as values that remember file, line and column. Plain data: no tags, aliases, merges, duplicate keys."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from generator import quick
from generator.characters import INVISIBLE
from generator.nodes import Entry, ListNode, MapNode, Node, ScalarNode
from generator.problem import Position, Problem

MAX_BYTES: Final = 4 * 1024 * 1024
MAX_DEPTH: Final = 24
MAX_NODES: Final = 400_000
MAX_FILES: Final = 2_000
MAX_TEXT: Final = 10_000


class _Stop(Exception):
    """A problem after which the rest of the file means nothing."""


@dataclass(slots=True)
class _Budget:
    nodes: int = field(default_factory=lambda: MAX_NODES)
    bytes: int = field(default_factory=lambda: MAX_BYTES)


class _Reader:
    """Builds nodes from parser events and stops at the first thing that plain data cannot be."""

    def __init__(self, file: str, problems: list[Problem], budget: _Budget) -> None:
        self.file = file
        self.problems = problems
        self.budget = budget

    def refuse(self, at: Position, code: str, message: str, hint: str = "") -> None:
        self.problems.append(
            Problem(at.file, at.line, at.column, code, message, hint=hint),
        )

    def read(self, text: str) -> Node | None:
        text = text.replace("\r\n", "\n")
        if not self._has_clean_characters(text):
            return None
        plain = quick.read(text, self.file, nodes=self.budget.nodes, depth=MAX_DEPTH)
        if plain is not None:
            self.budget.nodes -= plain.count
            return plain.root
        yaml = YAML(typ="safe", pure=True)
        # Without %YAML lines 1.2 rules hold; a directive could ask for another version.
        try:
            return self._build(iter(yaml.parse(text)))
        except _Stop:
            return None
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            at = (
                Position(self.file, mark.line + 1, mark.column + 1) if mark else Position(self.file)
            )
            said = f"not YAML: {_first_line(error.problem or error.context)}"
            self.refuse(at, "S002", said, _what_to_mend(error))
        except (YAMLError, ValueError, OverflowError, RecursionError) as error:
            self.refuse(Position(self.file), "S002", f"not YAML: {_first_line(str(error))}")
        return None

    def _has_clean_characters(self, text: str) -> bool:
        clean = True
        for number, line in enumerate(text.split("\n"), start=1):
            found = INVISIBLE.search(line)
            if found:
                self.refuse(
                    Position(self.file, number, found.start() + 1),
                    "S010",
                    f"character U+{ord(found.group()):04X} is invisible or a control character",
                    "type the text again",
                )
                clean = False
        return clean

    def _at(self, event: Any) -> Position:
        mark = event.start_mark
        return Position(self.file, mark.line + 1, mark.column + 1)

    def _build(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        stack: list[tuple[ListNode | MapNode, list[ScalarNode]]] = []
        for event in events:
            kind = type(event).__name__
            if kind in ("SequenceEndEvent", "MappingEndEvent"):
                stack.pop()
                continue
            if kind == "DocumentStartEvent":
                if root is not None:
                    self.refuse(self._at(event), "S012", "a second document begins here")
                    raise _Stop
                continue
            if kind in ("StreamStartEvent", "StreamEndEvent", "DocumentEndEvent"):
                continue
            node = self._node(kind, event, depth=len(stack))
            if stack:
                self._attach(*stack[-1], node)
            else:
                root = node
            if not isinstance(node, ScalarNode):
                stack.append((node, []))
        return root

    def _node(self, kind: str, event: Any, *, depth: int) -> Node:
        at = self._at(event)
        if kind == "AliasEvent" or event.anchor:
            self.refuse(at, "S007", "anchors and aliases are refused", "write the value again")
            raise _Stop
        if event.tag:
            self.refuse(at, "S006", f"tag {str(event.tag)[:60]!r} is refused", "remove the tag")
            raise _Stop
        self.budget.nodes -= 1
        if self.budget.nodes < 0:
            self.refuse(at, "S005", f"more than {MAX_NODES:,} values")
            raise _Stop
        if kind == "ScalarEvent":
            return self._scalar(at, event)
        if depth >= MAX_DEPTH:
            self.refuse(at, "S004", f"nested deeper than {MAX_DEPTH} levels")
            raise _Stop
        return MapNode(at) if kind == "MappingStartEvent" else ListNode(at)

    def _scalar(self, at: Position, event: Any) -> ScalarNode:
        text: str = event.value
        plain = not event.style
        if len(text) > MAX_TEXT:
            self.refuse(
                at, "S105", f"a text of {len(text):,} characters; {MAX_TEXT:,} are possible"
            )
            raise _Stop
        # An escape in a double-quoted text can spell what the file itself may not hold.
        found = INVISIBLE.search(text) if event.style == '"' else None
        if found:
            self.refuse(at, "S010", f"character U+{ord(found.group()):04X} is refused")
        quotes = 0 if plain else 1
        same_line = event.start_mark.line == event.end_mark.line
        width = event.end_mark.column - event.start_mark.column - 2 * quotes
        exact = same_line and width == len(text) and event.style not in ("|", ">")
        return ScalarNode(at, text, plain, quotes if exact else None)

    def _attach(self, parent: ListNode | MapNode, waiting: list[ScalarNode], node: Node) -> None:
        if isinstance(parent, ListNode):
            parent.items.append(node)
            return
        if waiting:
            key = waiting.pop()
            if key.text in parent.entries:
                first = parent.entries[key.text].at
                self.refuse(
                    key.at,
                    "S009",
                    f"key '{key.text[:60]}' stands here twice",
                    f"the first is in line {first.line}",
                )
            else:
                parent.entries[key.text] = Entry(key.text, key.at, node)
            return
        if not isinstance(node, ScalarNode):
            self.refuse(node.at, "S103", "a key must be a plain name", "quote texts with { or [")
            raise _Stop
        if node.plain and node.text == "<<":
            self.refuse(node.at, "S008", "merge keys are refused", "write the keys out")
            raise _Stop
        waiting.append(node)


def _what_to_mend(error: MarkedYAMLError) -> str:
    """The parser says what it did not expect; this says which of the usual slips leads there."""
    problem, context = error.problem or "", error.context or ""
    begun = f" of line {error.context_mark.line + 1}" if error.context_mark else ""
    if "flow" in context:
        pair = "[ ]" if "sequence" in context else "{ }"
        return f"look at the {pair}{begun}: it is not closed, or a text in it holds , : or quotes and wants quotes"
    if "scalar" in context:
        return f"the quote{begun} is not closed"
    if "'\\t'" in problem:
        return "indent with spaces"
    if "not allowed here" in problem:
        return "a text with ': ' or '- ' wants quotes; keys of one level begin in one column"
    if "block end" in problem:
        return "keys of one level begin in one column; a quote that ends too early does this, too"
    return ""


def _first_line(text: str | None) -> str:
    return (text or "unreadable").strip().splitlines()[0][:160]


SECTIONS: Final = ("roles", "modules", "enums", "users", "entities", "reports", "home")
ENTRY_ONLY: Final = ("version", "app", "include", "separate")


def read(path: Path, problems: list[Problem]) -> MapNode | None:
    """The schema at `path` with its includes merged in; problems are appended."""
    budget = _Budget()
    root = _read_file(path, path.name, problems, budget)
    if root is None:
        return None
    for file in _included(path, root, problems):
        name = file.relative_to(path.parent).as_posix()
        part = _read_file(file, name, problems, budget)
        if part is not None:
            _merge(root, part, problems)
    return root


def files(path: Path) -> list[Path]:
    """The files of the schema at `path`: the entry and what it includes, as far as they can be told."""
    problems: list[Problem] = []
    root = _read_file(path, path.name, problems, _Budget())
    return [path, *(_included(path, root, problems) if root else [])]


def read_text(text: str, problems: list[Problem], *, file: str = "schema.yaml") -> MapNode | None:
    """A schema that is not in a file, such as an unsaved one in the studio; it has no includes."""
    node = _Reader(file, problems, _Budget()).read(text)
    return _as_document(node, file, problems)


def _read_file(path: Path, name: str, problems: list[Problem], budget: _Budget) -> MapNode | None:
    def refuse(code: str, message: str) -> None:
        problems.append(Problem(name, 1, 1, code, message))

    try:
        size = path.stat().st_size
        if not path.is_file():
            refuse("S001", "this is not a file")
            return None
        if size > budget.bytes:
            refuse("S003", f"the schema has more than {MAX_BYTES // 1024 // 1024} MiB")
            return None
        budget.bytes -= size
        text = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
    except OSError as error:
        refuse("S001", f"cannot be read: {error.strerror or error}")
        return None
    except UnicodeDecodeError as error:
        refuse("S010", f"byte {error.start + 1} is not UTF-8")
        return None
    before = len(problems)
    node = _Reader(name, problems, budget).read(text)
    if node is None and len(problems) > before:
        return None
    return _as_document(node, name, problems)


def _as_document(node: Node | None, name: str, problems: list[Problem]) -> MapNode | None:
    if isinstance(node, MapNode):
        return node
    at = node.at if node else Position(name)
    problems.append(
        Problem(name, at.line, at.column, "S012", "the file must hold keys with values")
    ) if not problems or problems[-1].file != name else None
    return None


def _included(path: Path, root: MapNode, problems: list[Problem]) -> list[Path]:
    folder = Path(os.path.realpath(path.parent))
    found: dict[Path, None] = {}
    for pattern in root.texts("include"):

        def refuse(message: str, hint: str = "", at: Position = pattern.at) -> None:
            problems.append(
                Problem(at.file, at.line, at.column, "S011", message, path="include", hint=hint)
            )

        text = pattern.text
        if (
            not text.endswith((".yaml", ".yml"))
            or text.startswith(("/", "~"))
            or "\\" in text
            or ":" in text
            or "**" in text
            or ".." in text.split("/")
        ):
            refuse(
                f"'{text[:80]}' is not a path inside the schema's folder",
                "for example schema/*.yaml",
            )
            continue
        try:
            matches = [file for file in _matching(path.parent, text) if file != path]
        except OSError as error:
            refuse(f"'{error.filename}' cannot be read: {error.strerror}")
            continue
        inside = [file for file in matches if Path(os.path.realpath(file)).is_relative_to(folder)]
        unclear = [file for file in inside if INVISIBLE.search(str(file))]
        if not matches:
            refuse(f"no file matches '{text}'")
        elif len(inside) < len(matches):
            refuse(f"'{text}' leads out of the schema's folder")
        elif unclear:
            refuse(f"the file name {unclear[0].name!a} holds an invisible character")
        elif len(found) + len(inside) > MAX_FILES:
            refuse(f"more than {MAX_FILES:,} files")
        else:
            found.update(dict.fromkeys(inside))
    return list(found)


def _matching(folder: Path, pattern: str) -> list[Path]:
    """The files and links that match, sorted. Linked folders are not entered: they may lead in a circle."""
    found = [folder]
    *above, last = [part for part in pattern.split("/") if part != "."]
    for part in above:
        found = [
            Path(entry)
            for place in found
            for entry in os.scandir(place)
            if fnmatchcase(entry.name, part) and entry.is_dir(follow_symlinks=False)
        ]
    return sorted(
        Path(entry)
        for place in found
        for entry in os.scandir(place)
        if fnmatchcase(entry.name, last)
    )


def _merge(root: MapNode, part: MapNode, problems: list[Problem]) -> None:
    for entry in part:
        at = entry.at
        if entry.key in ENTRY_ONLY:
            problems.append(
                Problem(at.file, at.line, at.column, "S108", f"'{entry.key}' stands in schema.yaml")
            )
        elif entry.key in SECTIONS and isinstance(entry.node, MapNode):
            own = root.get(entry.key)
            if isinstance(own, MapNode):
                _merge_section(entry.key, own, entry.node, problems)
            else:
                root.entries[entry.key] = entry
        else:
            # Unknown keys and wrong kinds are told apart by parse, which knows the language.
            root.entries.setdefault(entry.key, entry)


def _merge_section(section: str, own: MapNode, more: MapNode, problems: list[Problem]) -> None:
    for entry in more:
        first = own.entries.get(entry.key)
        if first is None:
            own.entries[entry.key] = entry
            continue
        at = entry.at
        problems.append(
            Problem(
                at.file,
                at.line,
                at.column,
                "S013",
                f"'{entry.key}' is already declared",
                path=f"{section}.{entry.key}",
                hint=f"first in {first.at.file}, line {first.at.line}",
            )
        )
