"""What a publication under way leaves in the data folder, so that whoever finds it broken off can finish or undo it.

`publish/lock` is held by the process that publishes, as long as it lives. `publish/journal.json` says how far it is.
`publish/<number>/` holds the files as they were. The processes of `dougong run` write `publish/web-…`: that they serve, or wait.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from .. import folders

FOLDER = "publish"
WAITING, SERVING = "waiting", "serving"
PATIENCE = 1.0


class Busy(Exception):
    """Another process publishes, or mends what broke off."""


@dataclass(frozen=True, slots=True)
class Journal:
    """`phase`: files (being written, the database is the old one) or open (the database is the new one).

    `supervisor`: the process that starts the serving ones; None: there is none. `is_doubled`: it was told to keep one
    more than usual. `files`: those that are written → whether there was one before.
    """

    release: int
    phase: str
    supervisor: int | None
    document: str
    """Digest of the resolved schema that is being published."""
    publication: int
    """The newest publication that the database told of before; 0: none."""
    files: dict[str, bool] = field(default_factory=dict)
    wrote: dict[str, str] = field(default_factory=dict)
    is_doubled: bool = False


def folder(data: Path) -> Path:
    return data / FOLDER


def made(data: Path) -> Path:
    """The folder, for the owner only: what broke off is told in it."""
    folder(data).mkdir(parents=True, exist_ok=True, mode=0o700)
    folder(data).chmod(0o700)
    return folder(data)


def read(data: Path) -> Journal | None:
    """None: nothing is under way."""
    try:
        text = (folder(data) / "journal.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    given: dict[str, Any] = json.loads(text)
    return Journal(**given)


def write(data: Path, journal: Journal) -> None:
    """On the disk when this returns."""
    put(folder(data) / "journal.json", json.dumps(asdict(journal)).encode())


def clear(data: Path) -> None:
    (folder(data) / "journal.json").unlink(missing_ok=True)


def put(target: Path, content: bytes) -> None:
    """Write a file beside, let it reach the disk, and give it its name: it is the old one or the new one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        if target.exists():
            part.chmod(target.stat().st_mode & 0o777)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    folders.sync(target.parent)


@contextmanager
def locked(data: Path, *, patience: float = PATIENCE) -> Iterator[int]:
    """One at a time, on this machine. Raises Busy after `patience` seconds.

    The kernel lets go of it when the process dies, and whichever other one was given the number that is yielded.
    """
    made(data)
    with (folder(data) / "lock").open("a") as held:
        until = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                # Whoever only looks (is_locked) holds it for a moment.
                if time.monotonic() >= until:
                    raise Busy from None
                time.sleep(0.05)
        yield held.fileno()


def is_locked(data: Path) -> bool:
    """Whether somebody publishes now."""
    if not (folder(data) / "lock").exists():
        return False
    try:
        with locked(data, patience=0):
            return False
    except Busy:
        return True


def mark(data: Path, said: str, supervisor: int) -> None:
    """What this serving process says of itself."""
    made(data)
    put(folder(data) / f"web-{supervisor}-{os.getpid()}", said.encode())


def marks(data: Path) -> dict[tuple[int, int], str]:
    """(supervisor, process) → what it says, of the serving processes that live."""
    found: dict[tuple[int, int], str] = {}
    for file in folder(data).glob("web-*-*"):
        _, supervisor, process = file.name.split("-")
        if not is_alive(int(process)):
            file.unlink(missing_ok=True)
            continue
        try:
            if file.stat().st_mtime < _started():
                continue
            found[int(supervisor), int(process)] = file.read_text(encoding="utf-8")
        except FileNotFoundError:
            continue
    return found


def _started() -> float:
    """When the machine did: a mark from before is of a process that is gone, whoever has its number now."""
    return time.time() - time.clock_gettime(time.CLOCK_BOOTTIME) - 1


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
