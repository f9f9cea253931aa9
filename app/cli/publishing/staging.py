"""The project as it will be, made beside it: the schema that is wanted, generated, with everything else linked."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.planning.leftovers import sweep
from app.cli.project import Project
from app.cli.publishing.telling import Failed

if TYPE_CHECKING:
    from generator.build import Build

LEFT = ("__pycache__", ".part")
SHARED = ("dougong_cli.py", "generator")
"""Beside `app`: what a command of the project needs, and no publication writes."""


@dataclass(frozen=True, slots=True)
class Staged:
    """`contents`: file → what it will hold, None: it goes; of those that differ."""

    project: Project
    made: Build
    contents: Mapping[str, bytes | None]

    @property
    def document(self) -> str:
        """Digest of the resolved schema, as the record of a publication has it."""
        return hashlib.sha256(self.made.files["schema.json"].encode()).hexdigest()

    @property
    def wrote(self) -> dict[str, str]:
        """File → SHA-256 of what it will hold; empty text: it goes."""
        return {
            name: "" if content is None else hashlib.sha256(content).hexdigest()
            for name, content in self.contents.items()
        }


@contextmanager
def staged(
    project: Project, before: Mapping[str, str], wanted: Mapping[str, str]
) -> Iterator[Staged]:
    """`before`, `wanted`: files of the schema. SchemaProblems: as `dougong generate` has them; nothing is written."""
    from generator.build import build, write

    sweep()
    with tempfile.TemporaryDirectory(prefix="dougong-publish-") as made:
        place = Project(Path(made) / "project")
        _copy(project, place)
        _must_be_of_the_copy(place.root, {*before, *wanted})
        for name in before.keys() - wanted.keys():
            (place.root / name).unlink(missing_ok=True)
        for name, text in wanted.items():
            target = place.root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode("utf-8", errors="surrogateescape"))
        built = build(place.schema, place.migrations)
        write(built, place.generated, place.migrations)
        names = sorted({*before, *wanted})
        yield Staged(place, built, dict(_differing(project.root, place.root, names)))


def _copy(project: Project, place: Project) -> None:
    ignored = shutil.ignore_patterns(*LEFT)
    place.root.mkdir()
    (place.root / "app").mkdir()
    for child in (project.root / "app").iterdir():
        if child.name not in ("generated", *LEFT):
            (place.root / "app" / child.name).symlink_to(child.resolve())
    for name in SHARED:
        (place.root / name).symlink_to((project.root / name).resolve())
    for name in ("app/generated", "migrations", "docs/manual"):
        if (project.root / name).is_dir():
            shutil.copytree(project.root / name, place.root / name, ignore=ignored)
    for name in ("schema.yaml", "schema"):
        source = project.root / name
        if source.is_dir():
            shutil.copytree(source, place.root / name)
        elif source.is_file():
            shutil.copy2(source, place.root / name)


def _must_be_of_the_copy(root: Path, names: Collection[str]) -> None:
    """Raises Failed: a file that lies in a linked folder would be written in the project in use."""
    here = root.resolve()
    outside = [name for name in sorted(names) if not (root / name).resolve().is_relative_to(here)]
    if outside:
        told = ", ".join(outside)
        raise Failed(
            f"schema 文件须在 schema 文件夹中，不能在 {told}：请移动后再发布",
            f"files of the schema belong into the folder schema, not {told}: move them, then publish",
        )


def _differing(root: Path, staged: Path, schema: list[str]) -> Iterator[tuple[str, bytes | None]]:
    names = set(schema)
    for folder in ("app/generated", "migrations", "docs/manual"):
        names |= {*_files(root, folder), *_files(staged, folder)}
    for name in sorted(names):
        now, then = _content(root / name), _content(staged / name)
        if now != then:
            yield name, then


def _files(root: Path, folder: str) -> Iterator[str]:
    for file in (root / folder).rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts and file.suffix != ".pyc":
            yield file.relative_to(root).as_posix()


def _content(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None
