"""The files of the schema: those that are published, and those of the draft."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app, g

from app.runtime import schema_drafts
from app.runtime.errors import NotFound
from app.web.reader import context
from generator import source

if TYPE_CHECKING:
    from app.runtime.schema_drafts import Mark
    from app.runtime.schema_drafts.tables import SchemaDraft

ENTRY = "schema.yaml"
PROJECT = "STUDIO_PROJECT"
"""The setting that names the folder of schema.yaml; without it: where the process was started."""


@dataclass(frozen=True, slots=True)
class Working:
    """What is worked on in this request. Without a draft the files are the published ones."""

    published: dict[str, str]
    draft: SchemaDraft | None

    @property
    def files(self) -> dict[str, str]:
        return self.published if self.draft is None else self.draft.files

    @property
    def mark(self) -> Mark:
        return schema_drafts.mark_of(self.draft, self.published)

    @property
    def is_behind(self) -> bool:
        """The published files were changed by somebody else since the draft began."""
        return self.draft is not None and self.draft.base != schema_drafts.digest(self.published)

    def changed(self) -> list[str]:
        """Names of the files in which the draft differs from what is published."""
        names = sorted({*self.files, *self.published})
        return [name for name in names if self.files.get(name) != self.published.get(name)]


def working() -> Working:
    """Read once a request. Raises NotFound where there is no schema.yaml."""
    if "dougong_schema" not in g:
        g.dougong_schema = Working(published(), schema_drafts.current(context()))
    found: Working = g.dougong_schema
    return found


def anew() -> Working:
    """After a write: what holds now."""
    g.pop("dougong_schema", None)
    return working()


def project() -> Path:
    return Path(current_app.config.get(PROJECT) or Path.cwd())


def published() -> dict[str, str]:
    """File name → text, of the project's folder."""
    entry = project() / ENTRY
    if not entry.is_file():
        raise NotFound(
            "此处没有 schema.yaml：请在项目文件夹中启动服务 / There is no schema.yaml here: start the server in the folder of the project."
        )
    return {
        file.relative_to(project()).as_posix(): _text(file)
        for file in source.files(entry)
        if file.is_file()
    }


def _text(file: Path) -> str:
    # As it is: universal newlines would change what is not touched.
    return file.read_bytes().decode("utf-8", errors="replace").removeprefix("\ufeff")
