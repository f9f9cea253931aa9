"""backup, restore: on a database of the application's own, as a person types them."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Project


def _archive(project: Project, kind: str) -> Path:
    return next((project.folder / "data" / "backups").glob(f"dougong-*-{kind}.zip"))


def test_a_backup_is_rehearsed_and_put_back(filled: Project) -> None:
    project = filled
    assert "the rehearsal holds" in project.succeed("backup", "--rehearse")
    assert project.value("SELECT restored_ok FROM sys_backup_run") in (True, 1)
    rows = project.value("SELECT count(*) FROM task")
    archive = str(_archive(project, "manual"))
    name = project.url.rsplit("/", 1)[-1]
    told = project.several(
        ["restore", archive],
        ["restore", archive, "--replace", "another"],
        ["restore", archive, "--replace", name],
        ["check"],
    )
    assert (told[0][0], told[1][0], told[2][0], told[3][0]) == (1, 1, 0, 0), told
    assert f"--replace {name}" in told[0][1]
    assert f"the database is called {name}" in told[1][1]
    assert "backed up to" in told[2][1]
    assert "restored from" in told[2][1]
    assert project.value("SELECT count(*) FROM task") == rows


def test_a_backup_of_the_old_schema_is_brought_to_the_new_one(filled: Project) -> None:
    project = filled
    project.change(
        "      result:   {type: text,",
        "      effort:   {type: duration, default: 30, label: {zh: 耗时, en: Effort}}\n"
        "      result:   {type: text,",
    )
    project.succeed("generate")
    assert "backed up to" in project.succeed("migrate")
    archive = str(_archive(project, "migrate"))
    name = project.url.rsplit("/", 1)[-1]
    project.succeed("restore", archive, "--replace", name)
    assert project.value("SELECT sum(effort) FROM task") == 600
    assert "everything agrees" in project.succeed("check")


def test_a_damaged_archive_is_told_in_both_languages(filled: Project) -> None:
    file = filled.folder / "broken.zip"
    file.write_bytes(b"nothing")
    told = filled.refuse("backup", "--verify", str(file))
    assert "不是完整的备份" in told
    assert "is no whole backup" in told
