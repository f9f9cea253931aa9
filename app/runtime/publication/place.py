"""Whether a schema can be published from here: what this server is, and what lies in the folder that it was started in."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

from ..errors import Message, message
from . import journal

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SETTING = "STUDIO_PUBLISH"
SUPERVISOR = "DOUGONG_SUPERVISOR"
"""The process of `dougong run` tells its number to those that it starts."""
PARTS = ("schema.yaml", "schema", "app/generated", "migrations", "docs/manual")
"""What a publication writes."""
LISTED = 5
_HOSTS = """
    SELECT count(DISTINCT coalesce(host(client_addr), 'here')) FROM pg_stat_activity
    WHERE datname = current_database() AND usename = current_user AND backend_type = 'client backend'
"""


def supervisor() -> int | None:
    """The process that starts and stops the one that asks; None: it was not started by `dougong run`."""
    given = os.environ.get(SUPERVISOR, "")
    return int(given) if given.isdecimal() and int(given) == os.getppid() else None


def asked_by() -> int | None:
    """The same, in a process that a serving one has started."""
    given = os.environ.get(SUPERVISOR, "")
    return int(given) if given.isdecimal() else None


def reasons(root: Path, data: Path, wrote: Mapping[str, str]) -> Iterator[Message]:
    """Why a serving process publishes nothing but the patch; nothing: it can be done.

    `data`: the data folder; `wrote`: what publications from here have written.
    """
    if os.environ.get(SETTING, "").strip().lower() == "patch":
        yield message(
            zh="设置 STUDIO_PUBLISH=patch：此处只出补丁",
            en="STUDIO_PUBLISH=patch is set: here it is only the patch.",
        )
    ours = supervisor()
    if ours is None or os.environ.get("DOUGONG_JOBS") == "workers":
        yield message(
            zh="本系统由多个进程提供服务（dougong web、dougong worker），须按部署步骤升级",
            en="Several processes serve this installation (dougong web, dougong worker): it is upgraded as its deployment goes.",
        )
    elif {one for one, _ in journal.marks(data)} - {ours}:
        yield message(
            zh="另有一个 dougong run 使用同一个数据文件夹",
            en="Another dougong run works on the same data folder.",
        )
    if not (root / "dougong_cli.py").is_file() or not (root / "app" / "generated").is_dir():
        yield message(
            zh="启动服务的文件夹不是项目文件夹",
            en="The server was not started in the folder of the project.",
        )
        return
    linked = [one for name in PARTS for one in _links(root / name)]
    if linked:
        shown = linked[0].relative_to(root).as_posix()
        yield message(
            zh=f"{shown} 是链接：发布会用文件取代它",
            en=f"{shown} is a link: publishing would put a file in its place.",
        )
    closed = [name for name in PARTS if (root / name).exists() and not _writable(root / name)]
    if closed:
        yield message(
            zh=f"服务进程不能写入 {'、'.join(closed)}",
            en=f"The server may not write to {', '.join(closed)}.",
        )
    yield from _uncommitted(root, wrote)


def other_hosts(session: Session) -> Iterator[Message]:
    """One more reason: PostgreSQL has connections from another machine. One statement."""
    if session.connection().dialect.name != "postgresql":
        return
    if (session.scalar(text(_HOSTS)) or 0) > 1:
        yield message(
            zh="另一台机器也在使用这个数据库：须逐台升级",
            en="Another machine works on this database, too: they are upgraded one by one.",
        )


def _links(place: Path) -> Iterator[Path]:
    """Links among the files that are written, which may lead anywhere."""
    if place.is_symlink():
        yield place
    elif place.is_dir():
        yield from (one for one in place.rglob("*") if one.is_symlink())


def _writable(place: Path) -> bool:
    folders = [place, *(one for one in place.rglob("*") if one.is_dir())] if place.is_dir() else [place, place.parent]  # fmt: skip
    return all(os.access(one, os.W_OK) for one in folders if one.name != "__pycache__")


def _uncommitted(root: Path, wrote: Mapping[str, str]) -> Iterator[Message]:
    """Changes of somebody else in the files that would be written. Those that were published from here do not count."""
    if not any((one / ".git").exists() for one in (root, *root.parents)):
        return
    git = shutil.which("git")
    if git is None:
        yield message(
            zh="项目在 git 中，但找不到 git 命令",
            en="The project is kept in git, but there is no command git.",
        )
        return
    asked = [git, "-C", str(root), "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *PARTS]  # fmt: skip
    done = subprocess.run(asked, capture_output=True, check=False, timeout=60)  # noqa: S603 - git, with names of our own
    if done.returncode != 0:
        yield message(zh="git 无法读取项目的状态", en="git cannot tell the state of the project.")
        return
    top = _prefix(git, root)
    names = [line[3:].removeprefix(top) for line in done.stdout.decode().split("\0") if line]
    others = [name for name in names if wrote.get(name) != of_file(root / name)]
    if others:
        shown = ", ".join(others[:LISTED]) + (f" … (+{len(others) - LISTED})" if len(others) > LISTED else "")  # fmt: skip
        yield message(
            zh=f"git 中有未提交的修改：{shown}。请先提交",
            en=f"There are changes that are not committed: {shown}. Commit them first.",
        )


def _prefix(git: str, root: Path) -> str:
    """The project's folder inside the work tree, as git names it."""
    done = subprocess.run([git, "-C", str(root), "rev-parse", "--show-prefix"], capture_output=True, check=False, timeout=60)  # fmt: skip # noqa: S603
    return done.stdout.decode().strip()


def of_file(file: Path) -> str:
    """SHA-256 of its content; empty text: there is none."""
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
