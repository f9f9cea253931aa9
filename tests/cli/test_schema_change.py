"""plan and migrate on filled databases: nothing is lost, nothing dangerous happens without a plan that says so."""

from __future__ import annotations

import re

from tests.cli.conftest import Project

DUE = "      due_on:   {type: date, label: {zh: 截止日期, en: Due}}\n"
SUMMARY = "      summary:  {type: string, max: 120, required: true, search: true, label: {zh: 摘要, en: Summary}}\n"
MORE = (
    "      place: {type: string, max: 40, label: {zh: 地点, en: Place}}\n"
    "      checked: {type: bool, default: false, label: {zh: 已核对, en: Checked}}\n"
)
SCREENS = (
    ("priority, due_on]", "priority]"),
    ("priority, due_on, result]", "priority, result]"),
    (", sort: -due_on", ""),
)


def without_due(project: Project) -> None:
    project.change(DUE, "")
    for old, new in SCREENS:
        project.change(old, new)


def with_due(project: Project) -> None:
    project.change(SUMMARY, SUMMARY + DUE)


def plan_id(told: str) -> str:
    found = re.search(r"migrate --plan (\w+)", told)
    assert found, told
    return found.group(1)


def test_a_filled_column_is_dropped_only_by_a_plan_that_names_it_and_comes_back(
    filled: Project,
) -> None:
    project = filled
    project.execute("UPDATE task SET due_on = '2026-01-31' WHERE id < 6")
    without_due(project)
    told = project.refuse("plan")
    assert "drop   field entities.Task.fields.due_on" in told
    assert "20 rows" in told
    assert "restorable: dougong trash" in told
    assert "entities.Task.screens.list" in told
    assert "dougong plan --drop task.due_on" in told
    project.succeed("generate")
    assert "dougong plan --drop task.due_on" in project.refuse("migrate")
    assert project.value("SELECT count(due_on) FROM task") == 5
    id = plan_id(project.succeed("plan", "--drop", "Task.due_on"))
    project.succeed("migrate", "--plan", id)
    assert "everything agrees" in project.succeed("check")
    assert "Task.due_on: 5 " in project.succeed("trash").replace("：", ": ")
    assert "write it back" in project.refuse("trash", "restore", "Task.due_on")
    with_due(project)
    project.succeed("generate")
    project.succeed("migrate")
    project.execute("UPDATE task SET due_on = '2026-02-01' WHERE id = 1")
    assert "4 values restored, 1 left alone" in project.succeed("trash", "restore", "task.due_on")
    assert project.value("SELECT count(due_on) FROM task WHERE due_on = '2026-01-31'") == 4
    assert "is gone" in project.succeed("trash", "purge", "Task.due_on", "--yes")
    assert "the trash is empty" in project.succeed("trash", "list")
    assert "everything agrees" in project.succeed("check")
    assert '"drift": false' in project.python(HEALTH)


HEALTH = """
import json
from app.cli.application import application
client = application().test_client()
answer = client.get("/health")
print(answer.status_code, json.dumps(answer.json))
"""


def test_an_empty_column_is_dropped_without_ceremony(filled: Project) -> None:
    without_due(filled)
    filled.succeed("generate")
    filled.succeed("migrate")
    assert "everything agrees" in filled.succeed("check")


def test_a_plan_is_refused_when_schema_or_database_changed_since(filled: Project) -> None:
    project = filled
    project.execute("UPDATE task SET due_on = '2026-01-31'")
    without_due(project)
    project.succeed("generate")
    id = plan_id(project.succeed("plan", "--drop", "Task.due_on"))
    project.execute("CREATE INDEX ix_by_hand ON task (due_on)")
    assert "stale (database changed since)" in project.refuse("migrate", "--plan", id)
    project.execute("DROP INDEX ix_by_hand")
    project.change("en: Result}", "en: Outcome}")
    assert "stale (schema changed since)" in project.refuse("migrate", "--plan", id)
    project.change("en: Outcome}", "en: Result}")
    assert "no plan abc" in project.refuse("migrate", "--plan", "abc")
    assert project.value("SELECT count(due_on) FROM task") == 20
    project.succeed("migrate", "--plan", id)
    assert project.value("SELECT plan FROM sys_publication ORDER BY id DESC LIMIT 1") == id


def test_using_is_rehearsed_on_a_copy_and_shows_the_rows_that_break(filled: Project) -> None:
    project = filled
    project.execute("UPDATE task SET result = 'twelve chars' WHERE id <> 3")
    project.change(
        "result:   {type: text,",
        "result:   {type: int, required: true, using: 'len(result) + priority_no',",
    )
    assert "unknown field" in project.refuse("plan")
    project.change("'len(result) + priority_no'", "len(result)")
    told = project.refuse("plan")
    assert "20 rows get a value" in told
    assert "id 1 → 12" in told
    assert "--drop task.result" in told
    id = plan_id(project.succeed("plan", "--drop", "Task.result"))
    assert project.value("SELECT count(*) FROM task WHERE result = 'twelve chars'") == 19
    project.succeed("generate")
    project.succeed("migrate", "--plan", id)
    assert project.value("SELECT sum(result) FROM task") == 19 * 12


def test_rows_that_using_leaves_empty_are_told_by_the_rehearsal(filled: Project) -> None:
    filled.change(
        DUE,
        DUE
        + "      seen_on: {type: date, required: true, using: due_on, label: {zh: 看, en: Seen}}\n",
    )
    told = filled.refuse("plan")
    assert "Task.seen_on becomes required, but id 1, 2, 3, 4, 5 … have no value" in told
    assert "20 stay empty" in told


def test_formulas_lookups_and_aggregates_of_filled_tables_are_worked_out(filled: Project) -> None:
    project = filled
    project.change(
        DUE,
        DUE
        + "      topic_name: {type: string, max: 60, lookup: topic.name, search: true, label: {zh: 主题名, en: Topic name}}\n"
        "      length:   {type: int, formula: len(summary) + 1, label: {zh: 长度, en: Length}}\n",
    )
    project.change(
        "      notes: {type: text, label: {zh: 说明, en: Notes}}\n",
        "      notes: {type: text, label: {zh: 说明, en: Notes}}\n"
        "      tasks_count: {type: int, count: tasks, label: {zh: 任务数, en: Tasks}}\n"
        "      longest: {type: int, max_of: tasks.length, label: {zh: 最长, en: Longest}}\n"
        "    children:\n      tasks: {of: Task, by: topic, label: {zh: 任务, en: Tasks}}\n",
    )
    told = project.succeed("plan")
    assert "add    field entities.Topic.fields.longest" in told
    project.succeed("generate")
    assert "Task.topic_name: worked out for 20 rows" in project.succeed("migrate")
    wrong = (
        "SELECT count(*) FROM task t JOIN topic o ON o.id = t.topic_id WHERE topic_name <> o.name"
    )
    assert project.value(wrong) == 0
    assert project.value("SELECT count(topic_name) FROM task") == 20
    assert project.value("SELECT sum(length) - sum(length(summary)) FROM task") == 20
    assert project.value("SELECT sum(tasks_count) FROM topic") == 20
    assert project.value("SELECT max(longest) FROM topic") == project.value(
        "SELECT max(length) FROM task"
    )
    project.change("len(summary) + 1", "len(summary) + 2")
    project.succeed("generate")
    project.succeed("migrate")
    assert project.value("SELECT sum(length) - sum(length(summary)) FROM task") == 40
    assert project.value("SELECT max(longest) FROM topic") == project.value(
        "SELECT max(length) FROM task"
    )
    assert "everything agrees" in project.succeed("check")


def test_a_plan_says_who_may_do_more_and_who_less(filled: Project) -> None:
    project = filled
    project.change("delete: {manager: all}\n      export", "delete: {member: own}\n      export")
    project.change("update: {manager: all, member: own}", "update: {manager: own, member: all}")
    told = project.succeed("plan")
    assert "+ member: delete Task (own: created_by == user.id)" in told
    assert "- manager: delete Task (all rows)" in told
    assert "+ member: update Task (own: created_by == user.id → all rows)" in told
    assert "- manager: update Task (all rows → own: created_by == user.id)" in told


def test_a_plan_tells_the_same_once_and_names_the_code_that_speaks_of_a_value(
    filled: Project,
) -> None:
    project = filled
    project.change(SUMMARY, SUMMARY + MORE)
    project.change("{high: {zh: 高", "{urgent: {was: high, zh: 高")
    rule = project.folder / "app/custom/tasks.py"
    rule.write_text(
        rule.read_text()
        + '\n\ndef hurries(task: Task) -> bool:\n    return task.priority == "high"\n'
    )
    told = project.succeed("plan")
    line = len(rule.read_text().splitlines())
    assert f"hooks and custom code: app/custom/tasks.py:{line}" in told
    assert "+ manager, member: see Task.place, checked (all rows)" in told
    assert "+ member: write Task.place, checked (own: created_by == user.id)" in told
    assert "back: reversible, new values go\n" in told


def test_a_table_altered_by_hand_shows_in_health_doctor_and_check(filled: Project) -> None:
    project = filled
    assert project.python(HEALTH).startswith("200")
    assert '"drift": false' in project.python(HEALTH)
    project.execute("ALTER TABLE task ADD COLUMN by_hand INTEGER")
    told = project.python(HEALTH)
    assert '"drift": true' in told
    assert told.startswith("200")
    assert "by_hand" in project.refuse("doctor")
    assert "by_hand" in project.refuse("check")
    assert "altered by hand: task" in project.succeed("migrate")
    assert '"drift": true' in project.python(HEALTH)
    project.execute("ALTER TABLE task DROP COLUMN by_hand")
    project.succeed("migrate")
    assert '"drift": false' in project.python(HEALTH)
