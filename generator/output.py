"""Writes the generated files: only what changed, nothing when somebody edited one by hand."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.emit.package import HASH_PREFIX, digest
from generator.problem import Problem, SchemaProblems

HINTS = {
    "model.py": "change `fields:` of the entity in the schema; a rule is a hook in app/custom: "
    "@{entity}_hooks.check",
    "workflow.py": "change `workflow:` in the schema; what a transition does is a hook in "
    'app/custom: @{entity}_hooks.on_transition("name")',
    "policy.py": "change `permissions:` or `scopes:` in the schema; a cleverer scope is "
    "`custom: name` with a function in app/custom",
    "view.py": "change `screens:` in the schema; a form's own rule is a hook in app/custom: "
    "@{entity}_hooks.check",
    "api.py": "change `api:` in the schema; what a call does is a hook in app/custom: "
    "@{entity}_hooks.on_create",
}
"""File name → where the edit belongs."""

OTHER_HINT = "change the schema; what the schema cannot say is a hook in app/custom"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What writing did, or would do: paths relative to the folder, sorted."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int

    @property
    def changed(self) -> bool:
        return bool(self.written or self.removed)


def compare(folder: Path, files: Mapping[str, str]) -> Outcome:
    """What `write` would do, ignoring hand edits."""
    written = [path for path, text in files.items() if _read(folder / path) != text]
    present = set(_present(folder))
    removed = sorted(present - set(files))
    return Outcome(tuple(sorted(written)), tuple(removed), len(files) - len(written))


def hand_edits(folder: Path, files: Mapping[str, str]) -> list[Problem]:
    """Files that were edited after they were generated, and files that never were generated."""
    problems: list[Problem] = []
    for path in sorted(_present(folder)):
        text = _read(folder / path) or ""
        if path.endswith(".json"):
            continue
        line, body = _header(text)
        shown = (folder / path).as_posix()
        if line == 0:
            if text.strip():
                hint = "move it to app/custom"
                problems.append(Problem(shown, 1, 1, "G002", "is not a generated file", hint=hint))
        elif not _is_intact(text, body) and files.get(path) != text:
            message = "was edited by hand after it was generated"
            problems.append(Problem(shown, line, 1, "G001", message, hint=_hint(path)))
    return problems


def write(folder: Path, files: Mapping[str, str], *, discard_edits: bool = False) -> Outcome:
    """Bring `folder` to `files`. SchemaProblems: a file was edited by hand; nothing is written."""
    problems = [] if discard_edits else hand_edits(folder, files)
    if problems:
        raise SchemaProblems(problems)
    outcome = compare(folder, files)
    for path in outcome.written:
        replace(folder / path, files[path])
    for path in outcome.removed:
        (folder / path).unlink()
        _remove_empty_parents(folder / path, folder)
    return outcome


def replace(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old text or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
    os.chmod(temporary, 0o644)
    Path(temporary).replace(path)


def _present(folder: Path) -> list[str]:
    """Files in the folder that are the generator's business: Python and JSON."""
    if not folder.is_dir():
        return []
    found = (p for p in folder.rglob("*") if p.suffix in {".py", ".json"} and p.is_file())
    return [path.relative_to(folder).as_posix() for path in found]


def _read(path: Path) -> str | None:
    """The text, line ends as `\\n` (a checkout on Windows is no hand edit); None: no such file."""
    if not path.is_file():
        return None
    return path.read_bytes().decode("utf-8", errors="replace").replace("\r\n", "\n")


def _header(text: str) -> tuple[int, str]:
    """Line number of the hash, and what comes after it; (0, "") when there is none."""
    lines = text.split("\n")
    for number, line in enumerate(lines[:5], start=1):
        if line.startswith(HASH_PREFIX):
            return number, "\n".join(lines[number:])
    return 0, ""


def _is_intact(text: str, body: str) -> bool:
    [line] = [x for x in text.split("\n")[:5] if x.startswith(HASH_PREFIX)][:1]
    return line.removeprefix(HASH_PREFIX).strip() == digest(body)


def _hint(path: str) -> str:
    folder, _, name = path.rpartition("/")
    return HINTS.get(name, OTHER_HINT).format(entity=folder or "entity")


def _remove_empty_parents(path: Path, stop: Path) -> None:
    folder = path.parent
    while folder != stop and not any(p for p in folder.iterdir() if p.name != "__pycache__"):
        for leftover in folder.rglob("*.pyc"):
            leftover.unlink()
        for cache in folder.glob("__pycache__"):
            cache.rmdir()
        folder.rmdir()
        folder = folder.parent
