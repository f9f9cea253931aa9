"""The front of the generator in one call: files → nodes → document → rules → plan."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator import resolve, rules, source
from generator.nodes import MapNode
from generator.parse import parse
from generator.plan import Plan
from generator.problem import Problem, SchemaProblems
from generator.symbols import Symbols


def load(path: Path) -> Plan:
    """The plan of the schema at `path` and its includes. SchemaProblems: everything that is wrong, at once."""
    problems: list[Problem] = []
    with _without_collector():
        return _finish(source.read(path, problems), problems)


def load_text(text: str, *, file: str = "schema.yaml") -> Plan:
    """The plan of a schema that is not in a file; `include` cannot be followed."""
    problems: list[Problem] = []
    with _without_collector():
        return _finish(source.read_text(text, problems, file=file), problems)


def places_of_tests(path: Path) -> dict[str, list[str]]:
    """Entity → `file:line` of each of its permission tests, in the order of the plan."""
    problems: list[Problem] = []
    root = source.read(path, problems)
    if root is None:
        raise SchemaProblems(problems)
    symbols = Symbols(parse(root))
    return {
        entity.name: [
            f"{test.at.file}:{test.at.line}"
            for test in entity.node.items("tests")
            if isinstance(test, MapNode)
        ]
        for entity in symbols.entities.values()
    }


UNREAD = frozenset(f"S{number:03}" for number in (1, 2, 3, 4, 5, 6, 7, 12))
"""A file with one of these is left out; what other files say of its names is no problem of theirs."""


def _finish(root: MapNode | None, problems: list[Problem]) -> Plan:
    if root is None or not UNREAD.isdisjoint(problem.code for problem in problems):
        raise SchemaProblems(problems)
    document = parse(root)
    symbols = Symbols(document)
    rules.check(symbols)
    problems += document.problems
    if problems:
        raise SchemaProblems(problems)
    return resolve.resolve(symbols)


@contextmanager
def _without_collector() -> Iterator[None]:
    """A schema becomes a million small objects and no garbage; looking for it takes 40 % of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
