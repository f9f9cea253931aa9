"""`dougong jobs`: what an operator sees and does at a terminal."""

from __future__ import annotations

from tests.cli.conftest import Project

FILL = """
import datetime as dt
from app.cli.application import load_with_database
load_with_database()
from app.runtime import database
from app.runtime.system import Job
then = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)
rows = [("failed", "hooks.after"), ("failed", "notify.deliver"), ("waiting", "hooks.after"),
        ("running", "hooks.after"), ("done", "hooks.after"), ("cancelled", "hooks.after")]
with database.current().begin() as session:
    for number, (state, name) in enumerate(rows, start=1):
        session.add(Job(id=number, name=name, payload={}, state=state, run_at=then, created_at=then,
                        attempts=8 if state == "failed" else 0,
                        error="Traceback\\nValueError: no paper" if state == "failed" else None,
                        progress_done=5 if state == "running" else None, progress_total=9))
"""


def state(project: Project, id: int) -> object:
    return project.value(f"SELECT state FROM sys_job WHERE id = {id}")


def test_jobs_are_listed_tried_again_and_cancelled(filled: Project) -> None:
    filled.execute("DELETE FROM sys_job")
    filled.python(FILL)
    told = filled.several(
        ("jobs", "list"),
        ("jobs", "list", "--state", "failed"),
        ("jobs", "list", "--name", "notify.deliver"),
        ("jobs", "list", "--limit", "1"),
        ("jobs", "retry", "--all", "--name", "notify.deliver"),
        ("jobs", "retry", "1"),
        ("jobs", "retry", "6"),
        ("jobs", "cancel", "3"),
        ("jobs", "cancel", "4"),
    )
    assert [code for code, _text in told] == [0] * 9, told
    everything, failed, named, newest = (text for _code, text in told[:4])
    assert [
        line.split()[0] for line in everything.splitlines() if "ValueError" not in line
    ] == list("654321")
    assert "5/9" in everything
    assert failed.count("ValueError: no paper") == 2
    assert "Traceback" not in failed
    assert named.split()[0] == "2"
    assert newest.split()[0] == "6"
    assert "1 jobs wait again" in told[4][1]
    assert [state(filled, id) for id in range(1, 7)] == [
        "waiting", "waiting", "cancelled", "running", "done", "waiting",
    ]  # fmt: skip
    assert filled.value("SELECT count(*) FROM sys_job WHERE id = 4 AND cancelling") == 1
    audited = (
        "SELECT count(*) FROM sys_audit_log WHERE entity = 'sys_job' AND channel = 'cli'"
        " AND action IN ('retry', 'cancel')"
    )
    assert filled.value(audited) == 5


def test_a_wrong_order_is_told_and_changes_nothing(filled: Project) -> None:
    filled.execute("DELETE FROM sys_job")
    filled.python(FILL)
    told = filled.several(
        ("jobs", "retry", "3"),
        ("jobs", "retry", "99"),
        ("jobs", "cancel", "5"),
        ("jobs", "cancel", "99"),
        ("jobs", "retry"),
        ("jobs", "retry", "1", "--all"),
        ("jobs", "list", "--state", "lost"),
        ("jobs", "list", "--limit", "0"),
    )
    assert [code for code, _text in told] == [1, 1, 1, 1, 2, 2, 2, 2], told
    assert "there is no job 3, or it has not failed" in told[0][1]
    assert "there is no job 5, or it has ended" in told[2][1]
    assert not [text for _code, text in told if "Traceback" in text]
    assert [state(filled, id) for id in (1, 3, 5)] == ["failed", "waiting", "done"]
