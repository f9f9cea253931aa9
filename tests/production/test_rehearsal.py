"""The installation of deploy/ on PostgreSQL: processes are killed under load, then it is upgraded, and nobody loses anything."""

from __future__ import annotations

import json

from tests.production.installation import Installation
from tests.support.deployed import until
from tests.support.load import Load


def test_killed_under_load_and_then_upgraded_it_loses_nothing_and_refuses_nobody(
    installation: Installation,
) -> None:
    machine = installation.machine
    site = installation.begin()
    # What is asked between the kills says nothing more when it is asked more often; the long proof asks without a break.
    load = Load(site, writers=2, readers=1, think=0.2)
    try:
        kill_under_load(installation, load)
        load.failures()
        installation.upgrade()
        seen = len(load.acknowledged)
        until(lambda: len(load.acknowledged) > seen + 5, machine.said)
    finally:
        load.stop()
    assert load.failures() == [], machine.said()
    told = installation.metrics()
    nothing_lost(installation, load)
    metrics_are_there(told)
    log_lines_are_whole(installation, load)


def kill_under_load(installation: Installation, load: Load) -> None:
    """One worker in the middle of a job, one web server in the middle of requests; systemd starts them again."""
    machine, site = installation.machine, load.site
    assert site.send("POST", "/api/v1/task", {"topic": 1, "summary": "wait"}).status == 201
    waits = machine.folder / "data" / "waits"
    until(lambda: waits.exists() and waits.read_text(), machine.said)
    worker = installation.worker_of(int(waits.read_text()))
    installation.kill(worker)
    (waits.parent / "go on").touch()
    until(lambda: len(load.acknowledged) > 10, machine.said)
    installation.kill("dougong-web@8001")
    seen = len(load.acknowledged)
    # Answers go on with one server less.
    until(lambda: len(load.acknowledged) > seen + 5, machine.said)
    installation.start("dougong-web@8001", worker)
    installation.wait_ready("8001")


def nothing_lost(installation: Installation, load: Load) -> None:
    """Every acknowledged write is there once, and so is what its job did; nothing is there twice."""
    machine = installation.machine
    written = "FROM task WHERE summary LIKE 'write %'"
    rows, different = (
        installation.value(f"SELECT count({what}) {written}") for what in ("*", "DISTINCT summary")
    )
    assert rows == different, machine.said()
    there = set(installation.column(f"SELECT summary {written}"))
    assert load.acknowledged.keys() <= there, machine.said()
    assert there - load.acknowledged.keys() <= load.unknown
    of_jobs = "FROM sys_job WHERE name LIKE 'work.%'"
    until(
        lambda: installation.value(f"SELECT count(*) {of_jobs} AND state <> 'done'") == 0,
        machine.said,
    )
    assert installation.value(f"SELECT count(*) {written} AND result = 'signed'") == rows
    waited = "FROM task WHERE summary = 'wait'"
    assert installation.value(f"SELECT count(*) {waited}") == installation.value(
        f"SELECT count(*) {waited} AND result = 'waited'"
    )
    # What the migration brings holds for what was written before, during and after it.
    assert installation.value(f"SELECT count(*) {written} AND length = length(summary)") == rows
    assert installation.value("SELECT count(*) FROM sys_audit_log WHERE request_id IS NULL AND channel = 'rest'") == 0  # fmt: skip


def metrics_are_there(told: str) -> None:
    values = {
        line.rpartition(" ")[0]: float(line.rpartition(" ")[2])
        for line in told.splitlines()
        if not line.startswith("#")
    }
    answered = 'dougong_http_requests_total{method="POST",route="/api/v1/<resource>",status="201"}'
    assert values[answered] > 10
    assert values["dougong_database_up"] == 1
    assert values['dougong_job_runs_total{name="work.sign",outcome="done"}'] > 10
    assert values["dougong_http_requests_in_flight"] >= 0
    assert "manager" not in told


def log_lines_are_whole(installation: Installation, load: Load) -> None:
    """Every line is JSON; what a client was told as the request id stands in the log, of its job too."""
    machine, lines = installation.machine, []
    for name, line in machine.lines():
        if name != "haproxy.log" or line.startswith("{"):
            try:
                lines.append(json.loads(line))
            except ValueError:
                raise AssertionError(f"{name}: {line}") from None
    served = {line["request_id"] for line in lines if line["logger"] == "dougong.access"}
    proxied = {line["request_id"] for line in lines if line["logger"] == "haproxy"}
    worked = {line.get("request_id") for line in lines if line.get("job") == "work.sign"}
    assert load.request_ids <= proxied
    # The answer to a repetition of a write that a killed process had committed is that of another request.
    assert len(load.request_ids - served) <= len(lines) // 100
    assert len(load.request_ids & worked) > len(load.request_ids) // 2
