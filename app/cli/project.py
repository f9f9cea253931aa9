"""The project in the current folder: where its parts lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.cli.console import refuse


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with schema.yaml, app/ and migrations/."""

    root: Path

    @property
    def schema(self) -> Path:
        return self.root / "schema.yaml"

    @property
    def generated(self) -> Path:
        return self.root / "app" / "generated"

    @property
    def migrations(self) -> Path:
        return self.root / "migrations"

    @property
    def versions(self) -> Path:
        return self.migrations / "versions"

    @property
    def snapshot(self) -> Path:
        """The schema at the head of the migrations."""
        return self.migrations / "schema.json"


def here() -> Project:
    """The project of the current folder; leaves with exit code 1 when there is none."""
    project = Project(Path.cwd())
    if not project.schema.is_file():
        refuse(
            "当前文件夹没有 schema.yaml：请进入项目文件夹，或用 `dougong new 文件夹` 新建",
            "there is no schema.yaml in this folder: go to the project, or make one with"
            " `dougong new DIR`",
        )
    return project
