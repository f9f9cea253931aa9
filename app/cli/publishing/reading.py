"""The files of the schema in use, as the studio reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.cli.project import Project


def schema_files(project: Project) -> dict[str, str]:
    """File name → text."""
    from generator import source

    return {
        file.relative_to(project.root).as_posix(): text_of(file.read_bytes())
        for file in source.files(project.schema)
        if file.is_file()
    }


def text_of(content: bytes) -> str:
    # As it is: universal newlines would change what is not touched.
    return content.decode("utf-8", errors="replace").removeprefix("\ufeff")
