"""A draft judged by the generator itself: its plan, or everything that is in the way, in the reader's language."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.runtime.schema_drafts import digest
from app.studio.schema.files import ENTRY
from generator import source
from generator.codes import CODES
from generator.codes import chinese as of_codes
from generator.loading import load
from generator.nodes import MapNode
from generator.plan import Plan
from generator.problem import Position, Problem, SchemaProblems

Files = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Checked:
    """`plan` None: there are problems."""

    plan: Plan | None
    problems: tuple[Problem, ...]


def check(files: Files) -> Checked:
    """The whole schema, as `dougong generate` would read it."""
    return _checked(digest(files), _Unhashed(files))


def nodes(files: Files) -> tuple[MapNode, tuple[Problem, ...]]:
    """What can be read, with its places, whether it makes sense or not; and which files cannot be read."""
    return _nodes(digest(files), _Unhashed(files))


def told(problem: Problem, language: str) -> dict[str, Any]:
    """A problem as the page and the editor show it."""
    title, hint = CODES[problem.code].title, problem.hint
    if language == "zh":
        title, hint = of_codes.TITLES[problem.code], of_codes.hint(hint)
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.col,
        "code": problem.code,
        "title": title,
        "message": problem.message,
        "path": problem.path,
        "hint": hint,
    }


@dataclass(frozen=True, slots=True, eq=False)
class _Unhashed:
    """Travels beside the digest that stands for it."""

    files: Files

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Unhashed)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=4)
def _checked(_digest: str, given: _Unhashed) -> Checked:
    with tempfile.TemporaryDirectory(prefix="dougong-studio-") as folder:
        try:
            return Checked(load(_written(given.files, Path(folder))), ())
        except SchemaProblems as found:
            return Checked(None, found.problems)


@lru_cache(maxsize=4)
def _nodes(_digest: str, given: _Unhashed) -> tuple[MapNode, tuple[Problem, ...]]:
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory(prefix="dougong-studio-") as folder:
        root = source.read(_written(given.files, Path(folder)), problems)
    return root or MapNode(Position(ENTRY)), tuple(problems)


def _written(files: Files, folder: Path) -> Path:
    for name, text in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode("utf-8", errors="surrogateescape"))
    return folder / ENTRY
