"""What an administrator does with an installation, step by step, and what is looked at meanwhile."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from tests.migrations.road import driven
from tests.support.deployed import HOST, Machine, Running, until
from tests.support.load import Site

PASSWORD = "Correct-Horse-7-Battery"


@dataclass
class Installation:
    """`first` and `second` are releases; the second one has a migration that the first one lacks."""

    machine: Machine
    first: Path
    second: Path
    running: dict[str, Running] = field(default_factory=dict)

    def begin(self) -> Site:
        """The first release with proxy, two web servers and two workers; a manager's site."""
        self.machine.switch(self.first)
        self.machine.start_proxy()
        self.start("dougong-web@8001", "dougong-web@8002", "dougong-worker@1", "dougong-worker@2")
        self.wait_ready("8001", "8002")
        authority = self.machine.folder / "etc/dougong/tls/ca.pem"
        site = Site(self.machine.ports["443"], HOST, authority)
        until(lambda: site.send("GET", "/login/").status == 200, self.machine.said)
        answer = site.send("POST", "/api/v1/login", {"username": "manager", "password": PASSWORD})
        assert answer.status == 200, (answer, self.machine.said())
        site.token = answer.body["access_token"]
        return site

    def start(self, *names: str) -> None:
        for name in names:
            self.running[name] = self.machine.start(name)

    def stop(self, *names: str) -> None:
        """All at once, as systemctl does."""
        with ThreadPoolExecutor() as pool:
            codes = list(pool.map(self.machine.stop, [self.running.pop(name) for name in names]))
        assert codes == [0] * len(names), self.machine.said()

    def kill(self, name: str) -> None:
        self.running.pop(name).kill()

    def worker_of(self, process: int) -> str:
        """The name of the unit whose main process this is."""
        found = [name for name, one in self.running.items() if one.process.pid == process]
        assert found, (process, self.running)
        return found[0]

    def status(self, port: str, probe: str) -> str:
        """What /health/live or /health/ready of one web server says; empty: nothing."""
        address = f"http://127.0.0.1:{self.machine.ports[port]}/health/{probe}"
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return str(json.load(answer)["status"])
        except urllib.error.HTTPError as refused:
            return str(json.load(refused)["status"])
        except OSError:
            return ""

    def wait_ready(self, *ports: str) -> None:
        for port in ports:
            until(lambda port=port: self.status(port, "ready") == "ready", self.machine.said)  # type: ignore[misc]

    def wait_alive(self, *ports: str) -> None:
        for port in ports:
            until(lambda port=port: self.status(port, "live") == "alive", self.machine.said)  # type: ignore[misc]

    def metrics(self, *, token: str = "") -> str:
        """What Prometheus is told, through the proxy's door for it."""
        asked = urllib.request.Request(
            f"http://127.0.0.1:{self.machine.ports['8404']}/metrics",
            headers={"Authorization": f"Bearer {token or self.machine.token}"},
        )
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return str(answer.read().decode())

    def migrate(self) -> str:
        """The second release becomes current, and its migration is applied."""
        done = self.machine.command("migrate", "--no-backup")
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def value(self, statement: str) -> Any:
        engine = sa.create_engine(driven(self.machine.url), poolclass=sa.NullPool)
        with engine.connect() as connection:
            return connection.scalar(sa.text(statement))

    def column(self, statement: str) -> list[Any]:
        engine = sa.create_engine(driven(self.machine.url), poolclass=sa.NullPool)
        with engine.connect() as connection:
            return list(connection.scalars(sa.text(statement)))

    def restart(self, *names: str) -> None:
        """`systemctl restart`, one after the other: web servers are ready before the next one goes."""
        for name in names:
            self.stop(name)
            self.start(name)
            if name.startswith("dougong-web@"):
                self.wait_ready(name.partition("@")[2])

    def upgrade(self) -> None:
        """As docs/operations.md has it: the new servers first, then the migration, then the old ones go."""
        self.machine.switch(self.second)
        self.start("dougong-web@8003", "dougong-web@8004")
        self.wait_alive("8003", "8004")
        assert {self.status(port, "ready") for port in ("8003", "8004")} == {"not migrated"}
        self.migrate()
        self.wait_ready("8003", "8004")
        self.stop("dougong-web@8001", "dougong-web@8002")
        workers = [name for name in self.running if name.startswith("dougong-worker@")]
        self.stop(*workers)
        self.start(*workers)
