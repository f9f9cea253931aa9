"""openapi, hooks, workflow, new: the application written out."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from openapi_spec_validator import validate

from app.cli.new import ROOT
from tests.cli.conftest import Project


def test_the_rest_document_is_valid_and_shrinks_with_the_role(project: Project) -> None:
    answers = project.several(
        ("openapi",), ("openapi", "--role", "member"), ("openapi", "--role", "king")
    )
    whole, members = (json.loads(told) for _, told in answers[:2])
    validate(whole)
    assert "/api/v1/task" in whole["paths"]
    assert "delete" in whole["paths"]["/api/v1/task/{id}"]
    assert "delete" not in members["paths"]["/api/v1/task/{id}"]
    assert answers[2][0] == 1
    assert "sysadmin, manager, member" in answers[2][1]


def test_hooks_are_listed_with_what_they_are_for(project: Project) -> None:
    told = project.succeed("hooks", "task")
    assert "app.custom.tasks.summary_says_something" in told
    assert "One character is no summary." in told


def test_a_workflow_is_drawn(project: Project) -> None:
    assert "▶ 待办 open" in project.succeed("workflow", "Task")
    assert 'digraph "Task"' in project.succeed("workflow", "task", "--format", "dot")
    assert "[*] --> open" in project.succeed("workflow", "task", "--format", "mermaid")
    project.succeed("workflow", "task", "--output", "task.svg")
    assert 'class="state-name' in (project.folder / "task.svg").read_text("utf-8")
    assert "these have one: Task" in project.refuse("workflow", "topic")


def test_a_new_application_holds_nothing_of_this_one(made: Path) -> None:
    names = [path.name for path in (ROOT / "app" / "custom").iterdir() if path.is_dir()]
    packages = [name for name in names if not name.startswith("__")]
    for package in packages:
        assert not list(made.rglob(f"*/{package}/*.py"))
    own = re.compile(r"app\.custom\.(" + "|".join([*packages, "none"]) + r")\b")
    for path in made.rglob("*.py"):
        assert not own.search(path.read_text("utf-8")), path
    models = (made / "app" / "generated").glob("*/model.py")
    assert {path.parent.name for path in models} == {"task", "topic"}


def test_a_new_application_has_styles_and_icons_until_a_page_changes(project: Project) -> None:
    project.succeed("assets", "--check")
    dist = project.folder / "app/static/dist"
    names = json.loads((dist / "manifest.json").read_text("utf-8"))
    assert 'id="briefcase"' in (dist / names["icons.svg"]).read_text("utf-8")
    project.change('class="card empty"', 'class="card empty other"', "app/templates/error.html")
    assert "make setup" in project.refuse("assets", "--check")
    assert "run dougong assets" in project.refuse("doctor")


def test_a_new_application_has_a_suite_of_its_own(made: Path, project: Project) -> None:
    """What every entity inherits, and the rules of tests/custom; not the framework's own tests."""
    shutil.copytree(made / "tests", project.folder / "tests")
    folders = {path.name for path in (made / "tests").iterdir() if path.is_dir()}
    assert folders - {"__pycache__"} == {"custom", "generated", "support"}
    told = project.python(
        "import sys, pytest;"
        " sys.exit(pytest.main(['tests/custom', 'tests/generated', '-k', 'tasks or Topic']))"
    )
    assert "passed" in told
    assert "failed" not in told


def test_a_folder_with_something_in_it_is_left_alone(project: Project, tmp_path: Path) -> None:
    target = tmp_path / "full"
    target.mkdir()
    (target / "letter.txt").write_text("mine", "utf-8")
    assert "not an empty folder" in project.refuse("new", str(target))
    assert [path.name for path in target.iterdir()] == ["letter.txt"]


def test_a_new_application_can_make_another(project: Project, tmp_path: Path) -> None:
    target = tmp_path / "another"
    project.succeed("new", str(target))
    assert "everything agrees" in Project(target, project.forker).succeed("check", "--code")


def test_a_hook_that_the_schema_left_behind_is_told_with_its_place(project: Project) -> None:
    hooks = project.folder / "app" / "custom" / "tasks.py"
    hooks.write_text(
        hooks.read_text("utf-8")
        + '\n\n@task_hooks.on_transition("finisch")\ndef late(task: Task, ctx: Context) -> None: ...\n',
        "utf-8",
    )
    line = hooks.read_text("utf-8").splitlines().index('@task_hooks.on_transition("finisch")') + 1
    code, told = project.several(("check", "--code"))[0]
    assert code == 1
    assert f"app/custom/tasks.py:{line}: task has no transition 'finisch'; did you mean" in told
    assert "Traceback" not in told
