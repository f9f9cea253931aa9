"""`DOUGONG_JOBS=workers`: the server only asks for work, `dougong worker` does it, and both stop cleanly."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Project
from tests.cli.live import Live, until
from tests.faults.serving import START_SECONDS

HAND_WRITTEN = '''

import os

from app.runtime import jobs


@task_hooks.on_create
def ask_for_work(task: Task, ctx: Context) -> None:
    """A short job for every task, and a job without an end for the one that says so."""
    ctx.enqueue("work.sign", task=task.id)
    if task.summary == "long":
        ctx.enqueue("work.long")


@jobs.job("work.sign")
def sign(ctx: Context, *, task: int) -> None:
    ctx.update(ctx.get(Task, task), result=f"process {os.getpid()}")


@jobs.chunked("work.long")
def go_on(ctx: Context, at: jobs.Progress) -> jobs.Progress:
    number = (at.cursor or 0) + 1
    return at.on(number, done=1, total=10**9)
'''


@pytest.fixture
def live(filled: Project, tmp_path: Path) -> Iterator[Live]:
    tasks = filled.folder / "app" / "custom" / "tasks.py"
    tasks.write_text(tasks.read_text() + HAND_WRITTEN)
    made = Live(filled.url, tmp_path, project=filled, environment={"DOUGONG_JOBS": "workers"})
    yield made.start()
    if made.process is not None and made.process.poll() is None:
        made.kill()


def test_a_worker_does_what_a_server_asks_for_and_gives_back_what_it_is_at(
    live: Live, filled: Project
) -> None:
    token = live.token()
    asked = live.send("POST", "/api/v1/task", {"topic": 1, "summary": "short"}, token=token)
    assert asked.status == 201, asked
    path = f"/api/v1/task/{asked.body['id']}"
    worker = live.begin("worker")
    try:
        until(live, lambda: bool(live.send("GET", path, token=token).body["result"]))
        # Not the server, which had the job before there was a worker.
        assert live.send("GET", path, token=token).body["result"] == f"process {worker.pid}"
        live.send("POST", "/api/v1/task", {"topic": 1, "summary": "long"}, token=token)
        of_long = "FROM sys_job WHERE name = 'work.long'"
        until(live, lambda: bool(filled.value(f"SELECT progress_done {of_long}")))
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=START_SECONDS) == 0, live.said()
    finally:
        worker.kill()
        worker.wait()
    left = "state = 'waiting' AND leased_until IS NULL AND error IS NULL AND attempts = 0"
    assert filled.value(f"SELECT count(*) {of_long} AND {left} AND progress_done > 0") == 1
    assert live.stop() == 0
    assert "Traceback" not in live.said()
