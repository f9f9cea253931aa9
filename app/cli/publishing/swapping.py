"""The files of a publication take the place of those in use, which are kept; and the way back."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from app.runtime.publication import journal

KEPT = 10
"""So many publications keep the files that they replaced."""


def keep(
    root: Path, data: Path, release: int, names: Mapping[str, bytes | None]
) -> dict[str, bool]:
    """Copy what will be replaced into the data folder; file → whether there is one."""
    target = journal.folder(data) / str(release)
    found: dict[str, bool] = {}
    for name in names:
        found[name] = (root / name).is_file()
        if found[name]:
            journal.put(target / name, (root / name).read_bytes())
    _forget(data, release)
    return found


def put(root: Path, contents: Mapping[str, bytes | None]) -> None:
    """Each file is the old one or the new one at any moment."""
    for name, content in contents.items():
        if content is None:
            _remove(root, root / name)
        else:
            journal.put(root / name, content)


def put_back(root: Path, data: Path, release: int, files: Mapping[str, bool]) -> None:
    """The files as they were. Doing it twice does no harm; what is as it was wants no room on a disk that is full."""
    kept = journal.folder(data) / str(release)
    for name, was_there in files.items():
        if was_there:
            content, here = (kept / name).read_bytes(), root / name
            if not here.is_file() or here.read_bytes() != content:
                journal.put(here, content)
        else:
            _remove(root, root / name)


def _remove(root: Path, file: Path) -> None:
    """With the folders that hold nothing else but what Python compiled."""
    file.unlink(missing_ok=True)
    folder = file.parent
    while folder != root and folder.is_dir() and {one.name for one in folder.iterdir()} <= {"__pycache__"}:  # fmt: skip
        shutil.rmtree(folder)
        folder = folder.parent


def _forget(data: Path, release: int) -> None:
    """The oldest by their age: numbers begin anew where a database was restored or made again."""
    others = [
        one
        for one in journal.folder(data).iterdir()
        if one.name.isdecimal() and one.name != str(release)
    ]
    others.sort(key=lambda one: one.stat().st_mtime, reverse=True)
    for one in others[KEPT - 1 :]:
        shutil.rmtree(one, ignore_errors=True)
