"""How readers refuse a source, and how they read its text."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NoReturn

from generator.problem import Problem, SchemaProblems

MOST_BYTES: Final = 20 * 1024 * 1024


def refuse(
    file: str, line: int, message: str, hint: str = "", *, code: str = "I002", column: int = 1
) -> NoReturn:
    """SchemaProblems with this one problem."""
    raise SchemaProblems([Problem(file, max(line, 1), column, code, message, hint=hint)])


def nothing(file: str, wanted: str) -> NoReturn:
    """The source declares no entity."""
    refuse(
        file,
        1,
        f"there is no {wanted} in it",
        "is it the right file, and the right format?",
        code="I003",
    )


def text_of(path: Path) -> str:
    """The text of a file. SchemaProblems: it is not there, too large, or not UTF-8."""
    try:
        if path.is_dir():
            refuse(path.name, 1, "this is a folder; a file is wanted", code="I001")
        if path.stat().st_size > MOST_BYTES:
            refuse(path.name, 1, f"it has more than {MOST_BYTES // 1024 // 1024} MiB", code="I001")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refuse(
            path.name, 1, f"byte {error.start + 1} is not UTF-8", "save it as UTF-8", code="I001"
        )
    except OSError as error:
        refuse(
            path.name,
            1,
            f"cannot be read: {error.strerror or error}",
            "look at the path",
            code="I001",
        )
