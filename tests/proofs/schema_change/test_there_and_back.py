"""100,000 filled rows up, down and up again: renames, drops, conversions and computed values, not one value changed."""

from __future__ import annotations

import hashlib
import time

import pytest
import sqlalchemy as sa

from tests.cli.conftest import Project
from tests.migrations.conftest import new_road, road
from tests.migrations.road import Road, driven
from tests.migrations.there_and_back import there_and_back
from tests.support.proofs import Proof

__all__ = ["new_road", "road"]  # fixtures

ROWS = 100_000
pytestmark = pytest.mark.prove

COPIES = f"""
INSERT INTO task (number, topic_id, summary, priority, result, state, created_at, created_by_id,
                  updated_at, updated_by_id, version)
WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < {ROWS // 20})
SELECT number || '-' || n, topic_id, summary || ' ' || n, priority, result, state, created_at,
       created_by_id, updated_at, updated_by_id, version
FROM task, copies WHERE id <= 20
"""
FIELDS = (
    (
        "      due_on:   {type: date,",
        "      topic_name: {type: string, max: 60, lookup: topic.name, label: {zh: 主题名, en: Topic name}}\n"
        "      length:   {type: int, formula: len(summary) * 2, label: {zh: 长度, en: Length}}\n"
        "      due_on:   {type: date,",
    ),
    (
        "      notes: {type: text, label: {zh: 说明, en: Notes}}\n",
        "      notes: {type: text, label: {zh: 说明, en: Notes}}\n"
        "      tasks_count: {type: int, count: tasks, label: {zh: 任务数, en: Tasks}}\n"
        "      mean: {type: decimal, scale: 2, avg: tasks.length, label: {zh: 平均, en: Mean}}\n"
        "    children:\n      tasks: {of: Task, by: topic, label: {zh: 任务, en: Tasks}}\n",
    ),
)
BACK = """
from app.cli import migrations
from app.cli.application import configuration
migrations.downgrade(configuration().database_url, "-1")
"""


def test_schema_there_and_back(road: Road, proof: Proof) -> None:
    start = time.monotonic()
    rows = there_and_back(road, ROWS)
    seconds = round(time.monotonic() - start)
    proof.record(
        "up, down, up: content equal by digest of all rows", {"rows": rows, "seconds": seconds}
    )


def test_computed_values_there_and_back(filled: Project, proof: Proof) -> None:
    project = filled
    project.execute(COPIES)
    first = digest(project)
    for old, new in FIELDS:
        project.change(old, new)
    project.succeed("generate")
    start = time.monotonic()
    assert "worked out for" in project.succeed("migrate", "--no-backup")
    seconds = round(time.monotonic() - start, 1)
    second = digest(project)
    project.python(BACK)
    assert digest(project) == first
    project.succeed("migrate", "--no-backup")
    assert digest(project) == second != first
    assert project.value("SELECT count(*) FROM task WHERE length <> length(summary) * 2") == 0
    rows = project.value("SELECT count(*) FROM task WHERE topic_name IS NOT NULL")
    proof.record(
        "formula, lookup, count and mean added to a filled table: none empty, none wrong",
        {"rows": rows, "seconds of migrate": seconds},
    )


def digest(project: Project) -> str:
    found = hashlib.sha256()
    engine = sa.create_engine(driven(project.url), poolclass=sa.NullPool)
    with engine.connect() as connection:
        inspector = sa.inspect(connection)
        for table in ("task", "topic"):
            names = sorted(column["name"] for column in inspector.get_columns(table))
            query = f'SELECT {", ".join(names)} FROM "{table}" ORDER BY id'
            for row in connection.execution_options(stream_results=True).execute(sa.text(query)):
                found.update(repr(tuple(row)).encode())
            found.update(repr(names).encode())
    return found.hexdigest()
