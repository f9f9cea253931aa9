"""A whole installation on a real PostgreSQL behind a real proxy, made of the files of deploy/."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.runtime.accounts.passwords import hash_password
from tests.cli.conftest import Project, made, project
from tests.cli.killing import CHANGES
from tests.migrations.road import driven
from tests.production.installation import PASSWORD, Installation
from tests.support.deployed import Machine
from tests.support.postgresql import Server, create_database

__all__ = ["made", "project"]  # fixtures

HAND_WRITTEN = '''

import os
import time

from app.runtime import folders, jobs


@task_hooks.on_create
def ask_for_work(task: Task, ctx: Context) -> None:
    """A short job for every task; one that waits for a file for the one that says so."""
    ctx.enqueue("work.wait" if task.summary == "wait" else "work.sign", task=task.id)


@jobs.job("work.sign")
def sign(ctx: Context, *, task: int) -> None:
    found = ctx.get(Task, task)
    ctx.update(found, result=(found.result or "") + "signed")


@jobs.job("work.wait")
def wait(ctx: Context, *, task: int) -> None:
    folder = folders.data()
    (folder / "waits").write_text(str(os.getpid()))
    while not (folder / "go on").exists():
        time.sleep(0.05)
    ctx.update(ctx.get(Task, task), result="waited")
'''


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Server]:
    server = Server(durable=True).start()
    yield server
    server.stop()


@pytest.fixture
def installation(
    project: Project, postgresql: Server, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Installation]:
    """Two releases of a small application, the first one installed, migrated and filled; nothing runs yet."""
    processes = getattr(request.module, "WEB_PROCESSES", "1")
    url = create_database(postgresql.base, f"production_{id(request)}").replace("+psycopg", "")
    machine = Machine(
        tmp_path / "machine", url, settings={"WEB_PROCESSES": processes, "API_RATE_LIMIT": "0"}
    )
    tasks = project.folder / "app" / "custom" / "tasks.py"
    tasks.write_text(tasks.read_text() + HAND_WRITTEN)
    # Demo data is made in demo mode only; the keys are those of the installation.
    project.environment |= {
        "DATABASE_URL": url, "DATA_KEYS": machine.environment["DATA_KEYS"],
        "DOUGONG_DATA": str(tmp_path / "built"),
    }  # fmt: skip
    project.succeed("migrate", "--no-backup")
    project.succeed("demo")
    with sa.create_engine(driven(url), poolclass=sa.NullPool).begin() as connection:
        connection.execute(
            sa.text("UPDATE ab_user SET password = :h"), {"h": hash_password(PASSWORD)}
        )
    first = machine.release("first", project.folder)
    for old, new in CHANGES[:1]:
        project.change(old, new)
    project.succeed("generate")
    made = Installation(machine, first, machine.release("second", project.folder))
    yield made
    machine.close()
