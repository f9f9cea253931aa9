"""Where the process keeps files: the data folder that the factory names, and what lies in it."""

from __future__ import annotations

import os
from pathlib import Path

_data = Path("data")


def use(data: Path) -> None:
    """Keep everything under `data` from now on."""
    global _data
    _data = data


def data() -> Path:
    """The data folder."""
    return _data


def files() -> Path:
    """Uploaded content, by hash; made when missing."""
    return _made(_data / "files")


def cache() -> Path:
    """What can be computed again; made when missing."""
    return _made(_data / "cache")


def backups() -> Path:
    """Archives of database and attachments; made when missing, for the owner only."""
    folder = _data / "backups"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def sync(folder: Path) -> None:
    """A new name in a folder survives a power cut only once the folder itself is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
