"""One run of the generator: schema → code, and the migration from the schema that the migrations stand at."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from generator import manual, output, snapshot, source
from generator.diff import Change, diff
from generator.emit import emit
from generator.loading import load
from generator.migration import Migration, migration
from generator.nodes import MapNode
from generator.plan import Plan
from generator.problem import Problem, SchemaProblems

FRAMEWORK = "0001"
"""The revision of the framework's own tables; a schema's first migration comes after it."""


@dataclass(frozen=True, slots=True)
class Build:
    """Everything a run would write."""

    plan: Plan
    files: dict[str, str]
    before: Plan | None
    migration: Migration | None
    snapshot: str

    @property
    def changes(self) -> list[Change]:
        """What the new schema changes; empty for the first one."""
        return diff(self.before, self.plan) if self.before else []


@dataclass(frozen=True, slots=True)
class Written:
    """What a run wrote."""

    code: output.Outcome
    migration: str | None
    snapshot: bool
    manual: tuple[str, ...] = ()
    """Documents of docs/manual that changed."""


def build(schema: Path, migrations: Path | None = None) -> Build:
    """Read and work out, writing nothing. SchemaProblems: everything that is in the way."""
    plan = load(schema)
    files = emit(plan)
    if migrations is None:
        return Build(plan, files, None, None, "")
    try:
        before, published = _published(migrations)
        latest = _latest(migrations, published)
        step = migration(before, plan, revision=f"{int(latest) + 1:04}", down_revision=latest)
    except SchemaProblems as found:
        raise SchemaProblems(_located(found.problems, schema)) from None
    revision = step.revision if step else published
    text = snapshot.with_revision(files["schema.json"], revision)
    return Build(plan, files, before, step, text)


def write(
    build: Build, out: Path, migrations: Path | None = None, *, discard_edits: bool = False
) -> Written:
    """Write what differs. SchemaProblems: a file was edited by hand; nothing is written."""
    outcome = output.write(out, build.files, discard_edits=discard_edits)
    if migrations is None:
        return Written(outcome, None, False)
    name = None
    if build.migration:
        name = build.migration.name
        output.replace(migrations / "versions" / name, build.migration.text)
    path = migrations / "schema.json"
    changed = not path.is_file() or path.read_text(encoding="utf-8") != build.snapshot
    if changed:
        output.replace(path, build.snapshot)
    folder = manual_folder(migrations)
    return Written(outcome, name, changed, tuple(manual.write(build.plan, folder)))


def manual_folder(migrations: Path) -> Path:
    """docs/manual of the project that the migrations belong to."""
    return migrations.parent / "docs" / "manual"


def _published(migrations: Path) -> tuple[Plan | None, str]:
    """The schema at the head of the migrations, and that head."""
    path = migrations / "schema.json"
    if not path.is_file():
        return None, FRAMEWORK
    text = path.read_text(encoding="utf-8")
    try:
        return snapshot.load(text), snapshot.revision(text)
    except ValueError as error:
        raise SchemaProblems([_disagreement(path, str(error))]) from None


def _latest(migrations: Path, published: str) -> str:
    """The newest file in versions/. The newest of the schema's must be the one that schema.json belongs to."""
    files = sorted(
        (name.group(1), file)
        for file in (migrations / "versions").glob("*.py")
        if (name := re.match(r"(\d{4})_", file.name))
    )
    found = [revision for revision, _ in files]
    of_schema = [revision for revision, file in files if not _of_framework(revision, file)]
    twice = sorted({revision for revision in found if found.count(revision) > 1})
    if twice:
        text = f"two files have the revision {twice[0]}"
        raise SchemaProblems([_disagreement(migrations / "versions", text)])
    latest = of_schema[-1] if of_schema else FRAMEWORK
    if latest != published:
        text = f"schema.json belongs to revision {published}, the newest file is {latest}"
        raise SchemaProblems([_disagreement(migrations / "schema.json", text)])
    return found[-1] if found else FRAMEWORK


def _of_framework(revision: str, file: Path) -> bool:
    """Whether a migration is about the framework's own tables: it says `framework = True`."""
    return revision == FRAMEWORK or "\nframework = True\n" in file.read_text(encoding="utf-8")


def _disagreement(path: Path, text: str) -> Problem:
    hint = "take both from one commit, then run `dougong generate` again"
    return Problem(path.as_posix(), 1, 1, "M005", text, hint=hint)


def _located(problems: tuple[Problem, ...], schema: Path) -> list[Problem]:
    """Problems of the migration at the place in the schema that they are about."""
    root = source.read(schema, [])
    return [_at(problem, root) for problem in problems]


def _at(problem: Problem, root: MapNode | None) -> Problem:
    if not problem.path or root is None:
        return problem
    node: object = root
    place = root.at
    for name in problem.path.split("."):
        if not isinstance(node, MapNode) or name not in node:
            break
        place = node.place(name)
        node = node.get(name)
    return replace(problem, file=place.file, line=place.line, col=place.column)
