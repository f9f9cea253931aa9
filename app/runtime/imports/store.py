"""What people brought, under the data keys: the file on disk until its rows are written, texts in the tables."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

from .. import folders
from ..errors import RuleViolation
from ..privacy import cipher, keys
from .sheets.limits import refusal


def keep(content: bytes) -> str:
    """Write a file; returns the name by which `content` finds it."""
    name = uuid.uuid4().hex
    file = _folder() / name
    _write(file, cipher.seal(content, _place(name)))
    return name


def _write(file: Path, text: str) -> None:
    draft = file.with_name(f".{file.name}")
    draft.touch(mode=0o600)
    draft.write_text(text, encoding="ascii")
    draft.replace(file)
    folders.sync(file.parent)


def content(name: str | None) -> bytes:
    """The file. Raises RuleViolation when it is there no more: a restored database brings no files along."""
    file = _folder() / name if name else None
    if file is None or not file.is_file():
        raise gone()
    return cipher.unseal(file.read_text("ascii"), _place(str(name)))


def drop(name: str | None) -> None:
    if name:
        (_folder() / name).unlink(missing_ok=True)


def names() -> list[Path]:
    """Every file that is kept."""
    return [file for file in _folder().iterdir() if file.is_file()]


def reseal() -> int:
    """Put every file under the active key; how many were under another one."""
    count = 0
    for file in names():
        text = file.read_text("ascii")
        if cipher.key_name(text) == keys.current().active or file.name.startswith("."):
            continue
        fresh = cipher.seal(cipher.unseal(text, _place(file.name)), _place(file.name))
        _write(file, fresh)
        count += 1
    return count


def seal(value: Any, place: str) -> str:
    """A JSON value for a table."""
    return cipher.seal(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), place)


def unseal(text: str | None, place: str) -> Any:
    return None if text is None else json.loads(cipher.unseal(text, place))


def gone() -> RuleViolation:
    return refusal(
        "gone", "文件已不再保存，请重新上传", "The file is kept no longer; send it again."
    )


def _folder() -> Path:
    folder = folders.data() / "imports"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _place(name: str) -> str:
    return f"import.{name}"
