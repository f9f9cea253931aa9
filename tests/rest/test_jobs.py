"""How far a job is, told to the one who started it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from app.runtime.database import Database
from app.runtime.system import Job
from tests.rest.conftest import Api

THEN = dt.datetime(2026, 7, 1, 1, 0, tzinfo=dt.UTC)


def _job(database: Database, actor: int | None) -> int:
    with database.begin() as session:
        job = Job(
            name="bills.run", payload={"secret": 7}, state="running", run_at=THEN, created_at=THEN,
            actor_id=actor, progress_done=500, progress_total=2000, started_at=THEN,
            error="ValueError: inside",
        )  # fmt: skip
        session.add(job)
        session.flush()
        return job.id


def test_the_one_who_started_it_sees_how_far_it_is(
    api: Callable[..., Api], database: Database
) -> None:
    me = api("clerk")
    answer = me.get(f"/jobs/{_job(database, me.user)}")
    assert answer.status_code == 200
    told = answer.json
    assert told is not None
    assert (told["state"], told["progress"]) == (
        "running",
        {"done": 500, "total": 2000, "message": None},
    )
    assert told["expected_at"] > told["started_at"]
    assert "secret" not in answer.text
    assert "inside" not in answer.text


def test_somebody_elses_job_is_no_job(api: Callable[..., Api], database: Database) -> None:
    me, other = api("clerk"), api("manager")
    for id in (_job(database, other.user), _job(database, None), 10**18):
        assert me.get(f"/jobs/{id}").status_code == 404
    assert me.get("/jobs/x").status_code == 404
    assert me.get(f"/jobs/{_job(database, me.user)}?a=1").status_code == 400
