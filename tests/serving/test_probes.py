"""/metrics for those who may, /health/live and /health/ready for a proxy."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families
from werkzeug.test import Client, TestResponse

from app.runtime import jobs, records
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.jobs import declare
from app.runtime.system import BackupRun, Job
from app.runtime.telemetry import gauges
from app.serving.probes import Probes
from app.serving.readiness import Readiness
from tests.sample.models import Article
from tests.serving.conftest import Lines

pytestmark = pytest.mark.database
TOKEN = "token-of-prometheus-0123456789"
HERE = {"REMOTE_ADDR": "127.0.0.1"}
OUTSIDE = {"REMOTE_ADDR": "203.0.113.7"}


@pytest.fixture
def asked(app: Flask, migrated: Any) -> Callable[..., TestResponse]:
    """`asked(path, token=…, environ=…, **headers)` with METRICS_TOKEN, or without one."""

    def ask(
        path: str, *, token: str = "", environ: dict[str, str] | None = None, **headers: str
    ) -> TestResponse:
        readiness = Readiness(lambda: "head")
        inner = app.wsgi_app._inner  # type: ignore[attr-defined]  # its own probes have its own token
        probes = Probes(inner, token=token, readiness=readiness, revision=lambda: "0099")
        return Client(probes).get(path, headers=headers, environ_overrides=HERE | (environ or {}))

    return ask


def values(answer: TestResponse) -> dict[str, dict[tuple[str, ...], float]]:
    """Name → values of its labels → value."""
    assert answer.status_code == 200, answer.text
    found: dict[str, dict[tuple[str, ...], float]] = {}
    for family in text_string_to_metric_families(answer.text):
        for sample in family.samples:
            found.setdefault(sample.name, {})[tuple(sample.labels.values())] = sample.value
    return found


def test_without_a_token_only_this_machine_reads_metrics(
    asked: Callable[..., TestResponse],
) -> None:
    assert asked("/metrics", environ={"REMOTE_ADDR": "127.0.0.1"}).status_code == 200
    assert asked("/metrics", environ={"REMOTE_ADDR": "::1"}).status_code == 200
    for environ in (OUTSIDE, {"REMOTE_ADDR": ""}, {"REMOTE_ADDR": "unix:"}):
        assert asked("/metrics", environ=environ).status_code == 404
    for name in ("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"):
        assert asked("/metrics", **{name: "127.0.0.1"}).status_code == 404


def test_with_a_token_only_who_has_it_reads_metrics(asked: Callable[..., TestResponse]) -> None:
    good = {"Authorization": f"Bearer {TOKEN}"}
    assert asked("/metrics", token=TOKEN, environ=OUTSIDE, **good).status_code == 200
    for bad in ({}, {"Authorization": f"Bearer {TOKEN}x"}, {"Authorization": TOKEN}):
        assert asked("/metrics", token=TOKEN, **bad).status_code == 404


def test_whoever_may_not_read_metrics_sees_a_page_that_is_not_there(
    asked: Callable[..., TestResponse],
) -> None:
    refused, nowhere = (asked(path, environ=OUTSIDE) for path in ("/metrics", "/metricz"))
    assert refused.status_code == nowhere.status_code == 404
    texts = [re.sub('name="csrf_token" value="[^"]*"', "", one.text) for one in (refused, nowhere)]
    assert texts[0].replace("metrics", "metricz") == texts[1]


def test_metrics_say_what_the_database_knows(
    asked: Callable[..., TestResponse], ctx: Context, database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(declare, "_declared", {})
    jobs.job("test.one", attempts=1)(lambda ctx: None)
    jobs.job("test.bad", attempts=1)(_fail)
    records.create(ctx, Article, {"name": "Nail", "price": "1.00"})
    with records.writing(ctx):
        ctx.enqueue("test.bad")
    jobs.run_due()
    with database.begin() as session:
        now = ctx.now
        session.execute(sa.update(Job).values(name="test.gone"))
        for name, minutes in (("test.one", 1), ("test.one", 30), ("test.one", -10)):
            jobs.outbox.put(
                session, name, key=None, run_at=now - minutes * gauges.dt.timedelta(minutes=1),
                now=now, payload={}, priority=5,
            )  # fmt: skip
        session.add(
            BackupRun(at=now - gauges.dt.timedelta(hours=2), kind="daily", file="a", size=1, sha256="", restored_ok=True)
        )  # fmt: skip
    found = values(asked("/metrics"))
    assert found["dougong_database_up"] == {(): 1}
    assert found["dougong_jobs_due"] == {("test.one",): 2}
    assert 1800 <= found["dougong_jobs_due_age_seconds"][("test.one",)] < 2400
    assert found["dougong_jobs_dead"] == {("other",): 1}
    assert found["dougong_audit_unsealed_rows"][()] >= 1
    assert 7200 <= found["dougong_backup_age_seconds"][()] < 7800
    assert 7200 <= found["dougong_backup_rehearsed_age_seconds"][()] < 7800
    (build,) = found["dougong_build_info"]
    assert "0099" in build


def _fail(ctx: Context) -> None:
    raise ValueError("no")


def test_a_scrape_is_a_few_statements_on_indexes_and_is_kept_for_some_seconds(
    asked: Callable[..., TestResponse], app: Flask, migrated: Any, statements: Callable[[], Any]
) -> None:
    probes = Probes(app.wsgi_app, token="", readiness=Readiness(lambda: ""), revision=lambda: "")
    client = Client(probes)
    with statements() as seen:
        client.get("/metrics", environ_overrides=HERE)
    assert 1 <= len(seen) <= 7
    with statements() as seen:
        client.get("/metrics", environ_overrides=HERE)
    assert seen == []


def test_the_state_is_told_without_the_database(
    asked: Callable[..., TestResponse], database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> Any:
        raise sa.exc.OperationalError("", {}, Exception())

    monkeypatch.setattr(database, "read_session", away)
    found = values(asked("/metrics"))
    assert found["dougong_database_up"] == {(): 0}
    assert "dougong_jobs_due" not in found


def test_probes_answer_under_any_name_and_are_not_logged(
    asked: Callable[..., TestResponse], lines: Lines
) -> None:
    for path in ("/health/live", "/health/ready", "/metrics"):
        assert asked(path, Host="10.0.0.1:8001").status_code in (200, 503)
    assert [line for line in lines() if line["logger"] == "dougong.access"] == []


def test_ready_means_the_database_is_at_the_revision_of_the_code(
    app: Flask, database: Database, migrated: Callable[[str | None], None],
) -> None:  # fmt: skip
    readiness = Readiness(lambda: "0002")
    migrated("0001")
    assert readiness.reason() == "not migrated"
    migrated("0002")
    assert readiness.reason() is None
    database.note_revision()
    migrated("0003")
    assert readiness.reason() == "upgraded"


def test_a_database_that_is_away_takes_nobody_out_of_service(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> Any:
        raise sa.exc.OperationalError("", {}, Exception())

    monkeypatch.setattr(database, "read_session", away)
    assert Readiness(lambda: "0002").reason() is None


def test_a_process_that_shall_stop_is_not_ready_and_goes_on_answering(
    app: Flask, migrated: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOUGONG_DRAIN", str(tmp_path / "drain"))
    readiness = Readiness(Readiness(lambda: None).head)
    client = Client(Probes(app.wsgi_app, token="", readiness=readiness, revision=readiness.head))
    (tmp_path / "drain").touch()
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json) == (503, {"status": "draining"})
    assert client.get("/health/live").status_code == 200
    assert client.get("/login/").status_code == 200
