"""What our rules refuse is taken out, piece by piece, and told: the text that is left passes `dougong check`."""

from __future__ import annotations

import re
from typing import Any, Final

from generator.importers.emit.writing import Mapping, Writing
from generator.importers.emit.yaml_text import text_of
from generator.loading import load_text
from generator.problem import Problem, SchemaProblems

ROUNDS: Final = 60
_STEP: Final = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_NEVER: Final = frozenset({"type", "label", "module", "fields", "permissions", "states", "transitions", "to", "of", "values", "from", "by", "test", "message"})  # fmt: skip
"""Keys that something cannot do without: the thing itself goes."""


def settled(document: Mapping, writing: Writing) -> str:
    """The text of the document without what is refused. SchemaProblems: nothing more can be taken out."""
    for _ in range(ROUNDS):
        text = text_of(document, writing.comments)
        try:
            load_text(text)
        except SchemaProblems as found:
            mended = [_mend(document, writing, problem) for problem in found.problems]
            if True not in mended:
                raise
        else:
            return text
    load_text(text)
    return text


def _mend(document: Mapping, writing: Writing, problem: Problem) -> bool:
    """Whether something was taken out."""
    steps: list[str | int] = [
        int(number) if number else name for name, number in _STEP.findall(problem.path)
    ]
    if problem.code == "S318":
        # A circle of required refs: this one may be empty.
        steps.append("required")
    while len(steps) > 2 and (
        steps[-1] in _NEVER
        or (
            isinstance(steps[-1], int)
            and steps[-2]
            not in ("unique", "indexes", "columns", "filters", "sort", "form", "fields")
        )
    ):
        steps.pop()
    if len(steps) < 3 or steps[0] not in ("entities", "enums"):
        return False
    if steps[-1] == "visible" and problem.code == "S304":
        steps[-1] = "required"
    if not _taken_out(document, steps):
        return False
    _tell(writing, _path(steps), problem)
    return True


def _taken_out(document: Mapping, steps: list[str | int]) -> bool:
    here: Any = document
    for step in steps[:-1]:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            return False
    last = steps[-1]
    try:
        del here[last]
    except (KeyError, IndexError, TypeError):
        return False
    if not here and len(steps) > 3:
        # An empty list or mapping says nothing, which is refused too.
        _taken_out(document, steps[:-1])
    return True


def _path(steps: list[str | int]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(
        "."
    )


def _tell(writing: Writing, path: str, problem: Problem) -> None:
    origin = writing.origins.pop(path, None)
    hint = problem.hint or "write it by hand"
    if origin is None:
        return
    writing.report.withdrawn(
        origin.kind, origin.place, origin.name, origin.what, problem.message, hint
    )
    inner = [key for key in writing.origins if key.startswith(f"{path}.")]
    for key in inner:
        each = writing.origins.pop(key)
        writing.report.withdrawn(each.kind, each.place, each.name, each.what, problem.message, hint)
