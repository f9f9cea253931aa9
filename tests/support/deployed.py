"""A machine as `deploy/` makes it, in a folder: its units are run as systemd would, with the places of a test.

What is replaced are places and ports; every command, every setting and the whole proxy are those of the files.
"""

from __future__ import annotations

import base64
import ctypes
import datetime as dt
import ipaddress
import os
import re
import secrets
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.support.postgresql import _free_port as free_port

DEPLOY = Path(__file__).parents[2] / "deploy"
HOST = "desk.example.com"
PATIENCE = 120.0
MEMORY_DENY_WRITE_EXECUTE = 65
"""prctl of Linux 6.3; an older one says no, and the process runs without."""
PORTS = ("8001", "8002", "8003", "8004")


@dataclass
class Unit:
    """One `.service` file: the lines of a key, in order."""

    file: Path

    def lines(self, key: str) -> list[str]:
        text = self.file.read_text(encoding="utf-8")
        return [line.partition("=")[2] for line in text.splitlines() if line.startswith(f"{key}=")]


@dataclass
class Running:
    """One instance of a unit."""

    name: str
    unit: Unit
    process: subprocess.Popen[bytes]
    log: Path

    def kill(self) -> None:
        """kill -9 of the whole control group."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None


@dataclass
class Machine:
    """`folder` is its root; `url` the database."""

    folder: Path
    url: str
    settings: dict[str, str] = field(default_factory=dict)
    started: list[Running] = field(default_factory=list)

    def __post_init__(self) -> None:
        names = (*PORTS, "8404", "8405", "443", "80")
        self.ports = {name: free_port() for name in names}
        for name in (
            "etc/dougong/tls",
            "run/dougong/metrics",
            "data",
            "opt/dougong/releases",
            "log",
        ):
            (self.folder / name).mkdir(parents=True)
        self.token = secrets.token_urlsafe(24)
        self.environment = self._environment()
        _certificate(self.folder / "etc/dougong/tls")
        shutil.copy(DEPLOY / "unavailable.html", self.folder / "etc/dougong/unavailable.html")

    # -- what the files say ---------------------------------------------------------------------

    def _environment(self) -> dict[str, str]:
        """dougong.env.example, filled in."""
        data_keys = ",".join(
            f"{name}:{base64.b64encode(secrets.token_bytes(32)).decode()}"
            for name in ("k1", "index", "audit")
        )
        filled = {
            "SECRET_KEY": secrets.token_hex(32),
            "DATA_KEYS": data_keys,
            "METRICS_TOKEN": self.token,
            "DATABASE_URL": self.url,
            "DOUGONG_DATA": str(self.folder / "data"),
            **self.settings,
        }
        text = (DEPLOY / "dougong.env.example").read_text(encoding="utf-8")
        pairs = [
            line.split("=", 1) for line in text.splitlines() if line and not line.startswith("#")
        ]
        assert filled.keys() <= {key for key, _ in pairs}
        return {key: filled.get(key, value) for key, value in pairs}

    def placed(self, text: str, instance: str = "") -> str:
        """The text of a unit with the places of this machine."""
        for what, place in (
            ("%t/", "run/"), ("/opt/dougong", "opt/dougong"), ("/etc/dougong", "etc/dougong"),
        ):  # fmt: skip
            text = text.replace(what, f"{self.folder / place}{'/' * what.endswith('/')}")
        return text.replace("%i", instance).replace("$$", "$")

    def proxy_settings(self) -> str:
        """haproxy.cfg with the ports of this machine."""
        lines = []
        for line in (DEPLOY / "haproxy.cfg").read_text(encoding="utf-8").splitlines():
            words = line.split()
            if words[:1] in (["user"], ["group"]):
                continue
            for name, port in self.ports.items():
                line = re.sub(rf"(127\.0\.0\.1|bind ):{name}\b", rf"\g<1>:{port}", line)
            line = re.sub(r"bind :", "bind 127.0.0.1:", line)
            lines.append(line)
        text = "\n".join(lines) + "\n"
        return self.placed(text.replace("/run/haproxy", str(self.folder / "run")))

    # -- releases -----------------------------------------------------------------------------------

    def release(self, name: str, source: Path) -> Path:
        """Put code there; it has an environment of its own as far as anybody can see."""
        folder = self.folder / "opt/dougong/releases" / name
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns("data", "tests", "docs"))
        (folder / ".venv").symlink_to(sys.prefix)
        return folder

    def switch(self, release: Path) -> None:
        """`ln -sfn`: what is started from now on is this one."""
        link = self.folder / "opt/dougong/current"
        new = link.with_name("new")
        new.symlink_to(release)
        new.replace(link)

    # -- what systemd does --------------------------------------------------------------------------

    def start(self, name: str) -> Running:
        """`systemctl start NAME`, as in dougong-web@8001."""
        stem, _, instance = name.partition("@")
        if instance in self.ports:
            instance = str(self.ports[instance])
        unit = Unit(DEPLOY / f"{stem}@.service")
        for line in unit.lines("ExecStartPre"):
            subprocess.run(shlex.split(self.placed(line, instance)), check=True)
        (command,) = unit.lines("ExecStart")
        (folder,) = unit.lines("WorkingDirectory")
        log = self.folder / "log" / f"{name}.log"
        with log.open("ab") as out:
            process = subprocess.Popen(
                shlex.split(self.placed(command, instance)), cwd=self.placed(folder),
                stdout=out, stderr=out, start_new_session=True, env=self._of(unit, instance),
                preexec_fn=_shut_in if unit.lines("MemoryDenyWriteExecute") == ["yes"] else None,
            )  # fmt: skip
        made = Running(name, unit, process, log)
        self.started.append(made)
        return made

    def _of(self, unit: Unit, instance: str) -> dict[str, str]:
        found = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **self.environment}
        for line in unit.lines("Environment"):
            found |= dict(pair.split("=", 1) for pair in self.placed(line, instance).split())
        return found

    def stop(self, running: Running) -> int:
        """`systemctl stop`: what ExecStop says, then SIGTERM to the main process; how it ended."""
        instance = running.name.partition("@")[2]
        instance = str(self.ports.get(instance, instance))
        for line in running.unit.lines("ExecStop"):
            subprocess.run(shlex.split(self.placed(line, instance)), check=True)
        running.process.send_signal(signal.SIGTERM)
        (seconds,) = running.unit.lines("TimeoutStopSec")
        return running.process.wait(timeout=float(seconds))

    def reload(self, running: Running) -> None:
        """`systemctl reload`."""
        for line in running.unit.lines("ExecReload"):
            words = shlex.split(line.replace("$MAINPID", str(running.process.pid)))
            subprocess.run(words, check=True)

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command of the release that is current, as an administrator types it."""
        unit = Unit(DEPLOY / "dougong-worker@.service")
        current = (self.folder / "opt/dougong/current").resolve()
        return subprocess.run(
            [str(current / ".venv/bin/dougong"), *words], cwd=current, env=self._of(unit, ""),
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    def start_proxy(self) -> Running:
        file = self.folder / "etc/haproxy.cfg"
        file.write_text(self.proxy_settings(), encoding="utf-8")
        log = self.folder / "log" / "haproxy.log"
        with log.open("ab") as out:
            process = subprocess.Popen(
                [str(haproxy()), "-db", "-f", str(file)],
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        made = Running("haproxy", Unit(file), process, log)
        self.started.append(made)
        return made

    def close(self) -> None:
        """Leave nobody behind."""
        for running in self.started:
            if running.is_alive:
                running.kill()

    def said(self) -> str:
        """The end of every log, for a test that fails."""
        logs = sorted((self.folder / "log").iterdir())
        return "\n".join(f"== {log.name}\n{log.read_text()[-1500:]}" for log in logs)

    def lines(self) -> Iterator[tuple[str, str]]:
        """(name of the log, line) of everything that was said."""
        for log in sorted((self.folder / "log").iterdir()):
            yield from ((log.name, line) for line in log.read_text().splitlines())


def haproxy() -> str | None:
    """Debian keeps it where only root looks."""
    return shutil.which("haproxy", path=f"{os.environ['PATH']}:/usr/sbin")


def _shut_in() -> None:
    """What MemoryDenyWriteExecute= does: no library may write code and run it."""
    ctypes.CDLL(None).prctl(MEMORY_DENY_WRITE_EXECUTE, 1, 0, 0, 0)


def until(met: Callable[[], object], told: Callable[[], str]) -> None:
    """Look again and again until it is so; `told()` when it does not come."""
    end = time.monotonic() + PATIENCE
    while not met():
        assert time.monotonic() < end, told()
        time.sleep(0.05)


def _certificate(folder: Path) -> None:
    """`site.pem` (key and certificate) and `ca.pem`, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = dt.datetime.now(dt.UTC)
    names = x509.SubjectAlternativeName(
        [x509.DNSName(HOST), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "site.pem").write_bytes(secret + pem)
    (folder / "ca.pem").write_bytes(pem)
