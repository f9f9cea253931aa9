"""generate, check, plan: what they write, and what they refuse."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Project

DUE = "      due_on:   {type: date, label: {zh: 截止日期, en: Due}}\n"
EFFORT = "      effort:   {type: duration, label: {zh: 耗时, en: Effort}}\n"


def test_a_new_application_has_nothing_to_generate(project: Project) -> None:
    assert "nothing to do" in project.succeed("generate")
    assert "everything agrees" in project.succeed("check", "--code")


def test_a_new_field_writes_its_files_and_the_next_migration(project: Project) -> None:
    project.change(DUE, DUE + EFFORT)
    assert "run dougong generate" in project.refuse("check", "--code")
    told = project.succeed("generate")
    assert "add    field entities.Task.fields.effort" in told
    assert re.search(r"migrations/versions/\d{4}_task_effort\.py", told)
    assert "nothing to do" in project.succeed("generate")
    assert "everything agrees" in project.succeed("check", "--code")


def test_a_plan_says_what_would_change_and_writes_nothing(project: Project) -> None:
    project.change(DUE, DUE + EFFORT)
    told = project.succeed("plan", "--sql")
    assert "_task_effort.py" in told
    assert 'batch.add_column(sa.Column("effort", sa.Integer()))' in told
    assert not list(project.folder.glob("migrations/versions/*_task_effort.py"))


def test_a_mistake_in_the_schema_is_told_with_its_place(project: Project) -> None:
    project.change("type: date", "type: dat")
    told = project.refuse("generate")
    assert "schema.yaml:" in told
    assert "did you mean 'date'" in told
    assert "nothing was written" in told


def test_a_required_field_without_default_is_told_with_its_place(project: Project) -> None:
    project.change(DUE, DUE + EFFORT.replace("duration,", "duration, required: true,"))
    told = project.refuse("generate")
    line = project.folder.joinpath("schema.yaml").read_text("utf-8").split("effort:")[0].count("\n")
    assert f"schema.yaml:{line + 1}:7: M002" in told
    assert "default:" in told


def test_a_drop_and_an_add_that_look_like_a_rename_print_the_line_to_paste(
    project: Project,
) -> None:
    project.change("due_on:   {type: date,", "due_date: {type: date,")
    project.change("priority, due_on]", "priority, due_date]")
    project.change("priority, due_on, result]", "priority, due_date, result]")
    project.change("sort: -due_on", "sort: -due_date")
    told = project.refuse("generate")
    assert "M001" in told
    assert "write `was: due_on` into 'due_date'" in told
    project.change("due_date: {type: date,", "due_date: {type: date, was: due_on,")
    assert "rename field entities.Task.fields.due_date" in project.succeed("generate")


def test_a_hand_edit_is_found_and_can_be_discarded(project: Project) -> None:
    project.change("class Task(Entity)", "class Task(Entity)  ", "app/generated/task/model.py")
    assert "G001" in project.refuse("check", "--code")
    assert "@task_hooks.check" in project.refuse("generate")
    project.succeed("generate", "--discard-edits")
    assert "everything agrees" in project.succeed("check", "--code")


def test_a_function_that_the_schema_names_must_be_there(project: Project) -> None:
    project.change("own: created_by == user.id", "own: {custom: mine}")
    project.succeed("generate")
    told = project.refuse("check", "--code")
    assert "custom: mine" in told
    assert "custom_scope" in told


def test_any_schema_can_be_generated_anywhere(project: Project, tmp_path: Path) -> None:
    out = tmp_path / "elsewhere"
    project.succeed("generate", "--schema", str(project.folder / "schema.yaml"), "--out", str(out))
    assert (out / "task" / "model.py").is_file()
    assert "together" in project.refuse("generate", "--out", str(out), code=2)


def test_migrations_of_another_branch_are_noticed(project: Project) -> None:
    versions = project.folder / "migrations" / "versions"
    (versions / "0099_other.py").write_text("", "utf-8")
    assert "M005" in project.refuse("generate")


def test_a_database_that_is_not_there_is_told_without_its_password(project: Project) -> None:
    (project.folder / "letter.txt").write_text("no database at all " * 9, "utf-8")
    cases = {
        "postgresql://me:hush-hush@127.0.0.1:1/none": "the database cannot be used",
        f"sqlite:///{project.folder}/letter.txt": "the database cannot be used",
        "mysql://me:hush-hush@host/none": "DATABASE_URL cannot be used",
        "nonsense": "DATABASE_URL cannot be used",
    }
    for url, told in cases.items():
        project.environment["DATABASE_URL"] = url
        answer = project.refuse("migrate")
        assert told in answer
        assert "hush-hush" not in answer


def test_outside_a_project_it_says_so(project: Project) -> None:
    """And begins no database and no keys there."""
    (project.folder / "schema.yaml").unlink()
    for command in ("check", "migrate", "demo"):
        assert "dougong new" in project.refuse(command)
    assert not (project.folder / "data").exists()


def test_the_command_makes_a_project_from_any_folder(tmp_path: Path) -> None:
    """As the installed command starts: neither the current folder nor that of the framework is on the path by itself."""
    start = "import sys; sys.argv[0] = 'dougong'; from dougong_cli import main; main()"
    made = tmp_path / "made"
    done = subprocess.run(
        [sys.executable, "-P", "-c", start, "new", str(made)],
        cwd=tmp_path, env=Project.clean(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (made / "app" / "generated" / "registry.py").is_file()
    assert list((made / "migrations" / "versions").glob("0001*.py"))
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_an_unknown_command_is_wrong_usage(project: Project) -> None:
    assert "did you mean generate?" in project.refuse("generat", code=2)
    assert "命令 / Commands" in project.succeed("--help")
