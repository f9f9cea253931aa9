"""migrate, sync, demo, check, tick, explain: on a database of the application's own."""

from __future__ import annotations

from tests.cli.conftest import Project
from tests.support.worlds import DATA_KEYS

SERVE = """
from app.cli.application import application
client = application().test_client()
print(client.get("/health").status_code, client.get("/login/").status_code)
"""
TASKS = """
from app.cli.application import application
from app.config import DEMO_PASSWORD
client = application().test_client()
given = client.post("/api/v1/login", json={"username": "manager", "password": DEMO_PASSWORD}).json
headers = {"Authorization": "Bearer " + given["access_token"]}
first = client.get("/api/v1/task?limit=1", headers=headers).json["items"][0]
print(sorted(first))
document = client.get("/api/v1/openapi.json", headers=headers)
print("paused" in document.text)
"""


def test_a_new_application_boots_and_stays_as_it_is(filled: Project) -> None:
    assert "everything agrees" in filled.succeed("check")
    assert filled.python(SERVE).split() == ["200", "200"]
    assert "roles and permissions unchanged" in filled.succeed("migrate")


def test_a_field_and_a_state_arrive_in_database_and_rest_without_losing_a_row(
    filled: Project,
) -> None:
    project = filled
    project.change(
        "      result:   {type: text,",
        "      effort:   {type: duration, default: 30, label: {zh: 耗时, en: Effort}}\n"
        "      result:   {type: text,",
    )
    project.change(
        "        done:    {zh: 已完成,",
        "        paused:  {zh: 暂停, en: Paused}\n        done:    {zh: 已完成,",
    )
    project.change(
        "        finish: {from: started,",
        "        pause:  {from: started, to: paused, by: [member], label: {zh: 暂停, en: Pause}}\n"
        "        finish: {from: [started, paused],",
    )
    project.succeed("generate")
    assert "run dougong migrate" in project.refuse("check")
    told = project.succeed("migrate")
    assert "to apply" in told
    assert "Add Task.effort" in told
    assert "everything agrees" in project.succeed("check")
    assert project.value("SELECT count(*) FROM task") == 20
    assert project.value("SELECT sum(effort) FROM task") == 600
    names, documented = project.python(TASKS).strip().splitlines()
    assert "'effort'" in names
    assert documented == "True"


def test_the_database_is_backed_up_before_it_changes(project: Project) -> None:
    project.succeed("migrate", "--yes")
    backups = project.folder / "data" / "backups"
    assert not backups.exists()
    project.change("max: 60, required: true, unique: true", "max: 80, required: true, unique: true")
    project.succeed("generate")
    assert "backed up to" in project.succeed("migrate")
    assert len(list(backups.glob("dougong-*-migrate.zip"))) == 1


def test_a_refused_migration_says_which_rows_and_changes_nothing(
    filled: Project,
) -> None:
    project = filled
    project.change("due_on:   {type: date,", "due_on:   {type: date, required: true,")
    project.succeed("generate")
    told = project.refuse("migrate")
    assert "Task.due_on becomes required" in told
    assert "id 1, 2, 3, 4, 5 …" in told
    assert "run dougong migrate" in project.refuse("check")


def test_commands_ask_for_the_migration_first(project: Project) -> None:
    for code, told in project.several(("run",), ("tick",), ("sync",), ("demo",)):
        assert code == 1
        assert "run dougong migrate" in told


def test_a_database_that_is_newer_than_the_files_is_told_with_the_way_back(
    filled: Project,
) -> None:
    filled.execute("UPDATE alembic_version SET version_num = '0099'")
    for code, told in filled.several(("plan",), ("migrate",), ("check",), ("run",), ("sync",)):
        assert code == 1
        assert "at 0099, which migrations/versions does not hold" in told
        assert "dougong restore" in told
        assert "run dougong migrate" not in told


def test_the_demo_is_filled_in_once(filled: Project) -> None:
    first, again = filled.several(("demo", "--first-run"), ("demo",))
    assert first == (0, "")
    assert again[0] == 1
    assert "users already" in again[1]
    assert filled.value("SELECT count(*) FROM task") == 20


def test_no_demo_logins_in_earnest(project: Project) -> None:
    project.environment |= {
        "SECRET_KEY": "only-for-tests-0123456789-abcdefghij",
        "DATA_KEYS": DATA_KEYS,
    }
    (first, silent), (second, told) = project.several(("demo", "--first-run"), ("demo",))
    assert (first, silent, second) == (0, "", 1)
    assert "no demo" in told


def test_explain_shows_the_questions_and_their_answers(filled: Project) -> None:
    member = ("--as", "member", "--language", "en")
    answers = filled.several(
        ("explain", "Task", "read", *member, "--id", "1"),
        ("explain", "task", "update", *member, "--id", "1"),
        ("explain", "task", "finish", *member, "--id", "1"),
        ("explain", "task", "start", *member),
        ("explain", "task", "reed", *member),
        ("explain", "tsak", "read", *member),
        ("explain", "task", "read", "--as", "nobody"),
    )
    wanted = [
        (0, "✓ role member is granted every row"),
        (1, "✗ role member is granted the rows own (created_by == user.id)"),
        (1, "✗ state: Open"),
        (0, "✓ role member"),
        (2, "did you mean read?"),
        (1, "No entity tsak"),
        (1, "no user nobody"),
    ]
    for (code, told), (wanted_code, text) in zip(answers, wanted, strict=True):
        assert (code, text in told) == (wanted_code, True), told


def test_tick_runs_what_is_due(filled: Project) -> None:
    assert "jobs done" in filled.succeed("tick")


def test_doctor_looks_at_everything(project: Project) -> None:
    empty, _, ready = project.several(("doctor",), ("migrate", "--yes"), ("doctor",))
    assert empty[0] == 1
    assert "run dougong migrate" in empty[1]
    assert "code, migrations and database agree" in ready[1]
    assert ready[0] == 0


def test_secret_data_needs_keys_in_earnest(project: Project) -> None:
    project.environment["SECRET_KEY"] = "only-for-tests-0123456789-abcdefghij"
    assert "dougong keys new" in project.refuse("migrate")
    project.environment["DATA_KEYS"] = project.succeed("keys", "new").strip()
    project.succeed("migrate")


def test_the_audit_log_is_sealed_and_verified_and_a_change_is_found(filled: Project) -> None:
    (_, sealed), (code, told) = filled.several(("audit", "seal"), ("audit", "verify"))
    assert "rows sealed" in sealed
    assert (code, "is whole" in told) == (0, True)
    filled.execute("DROP TRIGGER sys_audit_log_no_update", on="sys_audit_log")
    filled.execute("UPDATE sys_audit_log SET actor = 'nobody' WHERE seq = 3")
    told = filled.refuse("audit", "verify")
    assert "seq 3" in told
    assert "triggers" in told


def test_the_permission_tests_of_the_schema_are_asked_of_the_rows(filled: Project) -> None:
    line = "    scopes:\n      own: created_by == user.id\n"
    filled.change(line, line + "    tests:\n      - {as: manager, may: [read]}\n")
    assert "1 permission tests hold" in filled.succeed("test-permissions")


def test_a_plan_that_breaks_a_permission_test_is_refused_before_and_after_generating(
    filled: Project,
) -> None:
    scope = "    scopes:\n      own: created_by == user.id\n"
    test = (
        "    tests:\n      - {as: member, may_not: [update], where: not (created_by == user.id)}\n"
    )
    filled.change(scope, scope + "      named: summary != ''\n" + test)
    filled.change("update: {manager: all, member: own}", "update: {manager: all, member: named}")
    line = "      result:   {type: text,"
    filled.change(line, "      extra: {type: int, label: {zh: 数, en: Extra}}\n" + line)
    told = filled.refuse("plan")
    assert "member may not update, but may: Task " in told
    assert "permission tests do not hold" in told
    assert "migrate --plan" not in told
    # The code is generated, the column is not there yet: the rows are those of the rehearsed copy.
    filled.succeed("generate")
    assert "member may not update, but may: Task " in filled.refuse("plan")
