"""What breaks off in the middle: nobody undoes the files under a migration that is there or still comes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.exc import SQLAlchemyError

from app.cli.planning import leftovers
from app.cli.project import Project
from app.cli.publishing import applying, rehearsing, serving, staging, steps, swapping
from app.cli.publishing.children import Child
from app.cli.publishing.telling import Failed, without_rows
from app.runtime.publication import journal
from app.runtime.publication.journal import Journal
from app.studio.publish import processes

NOTED = Journal(3, "files", None, "new", 7, {"migrations/versions/0042_more.py": False})


@pytest.fixture
def acts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is done of a publication whose child commits, or does not, and then fails."""
    done: list[str] = []
    monkeypatch.setattr(
        steps, "Child", lambda *_given, **_named: SimpleNamespace(stop=lambda: None)
    )
    for name in ("_try", "_back_up", "_start", "_hand_over", "_open", "_words", "_restored"):
        monkeypatch.setattr(steps._Publishing, name, lambda *_given: ())
    monkeypatch.setattr(steps._Publishing, "_prepare", lambda *_given: SimpleNamespace(made=SimpleNamespace(migration="0042")))  # fmt: skip
    monkeypatch.setattr(steps._Publishing, "_replace", lambda self, _staged: self._note(NOTED))
    monkeypatch.setattr(steps._Publishing, "_undo", lambda *_given: done.append("undone"))
    monkeypatch.setattr(steps._Publishing, "_end", lambda *_given: done.append("ended"))

    def fail(*_given: Any) -> None:
        raise Failed("中断", "broke off")

    monkeypatch.setattr(steps._Publishing, "_migrate", fail)
    return done


def _publishing(data: Path, monkeypatch: pytest.MonkeyPatch, newest: object) -> Any:
    @contextmanager
    def session() -> Any:
        yield None

    monkeypatch.setattr(steps, "latest", lambda _session: newest)
    monkeypatch.setattr(steps.database, "current", lambda: SimpleNamespace(read_session=session))
    config: Any = SimpleNamespace(data=data)
    project: Any = SimpleNamespace(root=data)
    proposal: Any = SimpleNamespace(drops=[])
    return steps._Publishing(config, project, proposal, telling=None)  # type: ignore[arg-type]


def test_what_the_database_has_is_finished_though_its_answer_was_not_heard(
    acts: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = _publishing(tmp_path, monkeypatch, SimpleNamespace(id=8, digest="new"))
    assert made.run() is True
    assert acts == ["ended"]
    noted = journal.read(tmp_path)
    assert noted is not None
    assert noted.phase == "open"
    assert steps.revision_of(noted) == "0042"


@pytest.mark.parametrize("newest", [None, (7, "new"), (8, "other")])
def test_what_the_database_has_not_is_undone(
    acts: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, newest: tuple[int, str] | None
) -> None:
    found = SimpleNamespace(id=newest[0], digest=newest[1]) if newest else None
    assert _publishing(tmp_path, monkeypatch, found).run() is False
    assert acts == ["undone"]


def test_the_lock_stays_held_by_the_process_that_migrates_when_the_one_that_publishes_is_killed(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "dougong_cli.py").write_text("import sys; sys.stdin.readline()\n")
    config: Any = SimpleNamespace(data=tmp_path, database_url="sqlite://", channels=None)
    with journal.locked(tmp_path) as lock:
        child = Child(config, folder, "apply", keeps=lock)
    try:
        assert journal.is_locked(tmp_path)
        with pytest.raises(journal.Busy), journal.locked(tmp_path, patience=0):
            pass
    finally:
        child.stop()
    assert not journal.is_locked(tmp_path)


def test_who_only_looks_whether_it_is_locked_is_in_nobodys_way(tmp_path: Path) -> None:
    code = (
        "import fcntl, sys; held = open(sys.argv[1], 'a'); fcntl.flock(held, fcntl.LOCK_EX);"
        "print('held', flush=True); sys.stdin.readline()"
    )
    lock = journal.made(tmp_path) / "lock"
    with subprocess.Popen([sys.executable, "-c", code, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:  # fmt: skip
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "held\n"
        other.stdin.write("\n")
        other.stdin.flush()
        with journal.locked(tmp_path, patience=20):
            assert journal.is_locked(tmp_path)


def test_the_folder_of_what_broke_off_is_the_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        journal.mark(tmp_path, journal.SERVING, os.getppid())
    finally:
        os.umask(before)
    assert journal.folder(tmp_path).stat().st_mode & 0o777 == 0o700


def test_files_are_kept_for_the_way_back_when_numbers_began_anew(tmp_path: Path) -> None:
    root, data = tmp_path / "project", tmp_path / "data"
    root.mkdir()
    (root / "schema.yaml").write_text("old")
    for number in range(20, 20 + swapping.KEPT + 2):
        (journal.folder(data) / str(number)).mkdir(parents=True)
    files = swapping.keep(root, data, 3, {"schema.yaml": b"new"})
    swapping.put(root, {"schema.yaml": b"new"})
    swapping.put_back(root, data, 3, files)
    assert (root / "schema.yaml").read_text() == "old"
    assert len([one for one in journal.folder(data).iterdir() if one.is_dir()]) == swapping.KEPT


def test_a_rehearsal_writes_nothing_through_the_links_of_its_copy(tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / "app" / "custom").mkdir(parents=True)
    (root / "generator").mkdir()
    (root / "dougong_cli.py").touch()
    for name in ("app/custom/more.yaml", "generator/more.yaml"):
        (root / name).write_text("in use")
        with pytest.raises(Failed, match="folder schema"), staging.staged(Project(root), {name: "in use"}, {name: "wanted"}):  # fmt: skip
            pass
        assert (root / name).read_text() == "in use"


def test_what_the_trash_cannot_give_back_stops_nothing_after_the_migration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from app.cli.trash import contents, restoring

    items = [SimpleNamespace(revision="0042", name=name) for name in ("first", "second")]

    def restore(_url: str, item: Any) -> Any:
        if item.name == "first":
            raise SQLAlchemyError("张三 13800000000")
        return SimpleNamespace(restored=5)

    monkeypatch.setattr(contents, "items", lambda _url: items)
    monkeypatch.setattr(restoring, "restore", restore)
    assert applying._restored("", "0042") == ["first: SQLAlchemyError", "second: 5 ✓"]


def test_a_process_that_waits_for_a_long_migration_says_that_it_is_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """gunicorn ends a process that says nothing for two minutes."""
    monkeypatch.setattr(serving, "LOOK_SECONDS", 0)
    journal.write(tmp_path, NOTED)
    beats: list[int] = []

    def beat() -> None:
        beats.append(1)
        if len(beats) == 3:
            journal.write(tmp_path, replace(NOTED, phase="open"))

    with journal.locked(tmp_path):
        assert serving.started(tmp_path, lambda: "application", beats.append, beat) == "application"
        journal.clear(tmp_path)
    assert beats == [1, 1, 1, "application"]


def test_a_worker_in_a_folder_with_other_files_does_not_say_that_it_passed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    noted: list[Any] = []
    proposal = SimpleNamespace(before={"schema.yaml": "a"}, files={}, drops=[], database="")
    monkeypatch.setattr(rehearsing, "schema_files", lambda _project: {"schema.yaml": "other"})
    monkeypatch.setattr(rehearsing.proposals, "find", lambda _ctx, _id: proposal)
    monkeypatch.setattr(rehearsing.proposals, "note_rehearsal", lambda _ctx, _id, told: noted.append(told))  # fmt: skip
    monkeypatch.setattr(rehearsing.Context, "system", lambda **_named: nullcontext(SimpleNamespace(session=None)))  # fmt: skip
    assert rehearsing.rehearse(None, None, 1) is False  # type: ignore[arg-type]
    assert noted[-1]["state"] == "stopped"
    assert "stale" in noted[-1]["refused"][0]


def test_copies_that_a_killed_command_left_go_and_nothing_else_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    kept = tmp_path / "kept"
    for name in ("tmp/dougong-plan-old", "tmp/dougong-plan-new", "tmp/other-plan-old", "kept"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "copy.sqlite3").touch()
    (tmp_path / "tmp" / "dougong-publish-link").symlink_to(kept)
    for name in ("tmp/dougong-plan-old", "tmp/other-plan-old", "kept"):
        os.utime(tmp_path / name, (0, 0))
    leftovers.sweep()
    assert sorted(one.name for one in (tmp_path / "tmp").iterdir()) == [
        "dougong-plan-new", "dougong-publish-link", "other-plan-old",
    ]  # fmt: skip
    assert (kept / "copy.sqlite3").exists()


def test_what_stopped_a_publication_is_told_without_the_values_of_the_row() -> None:
    """Nothing in the studio shows the administrator records that he may not read."""
    for word in ("DETAIL: ", "描述:  "):
        text = f'null value in column "phone"\n{word}Failing row contains (1, 张三,\n13800000000).\nHINT: mend it'
        assert Failed(text, text).en == 'null value in column "phone"\nHINT: mend it'
    assert without_rows("  File x, line 3\nDETAILS are elsewhere") == "  File x, line 3\nDETAILS are elsewhere"  # fmt: skip


def test_on_a_full_disk_only_what_was_replaced_is_written_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, data = tmp_path / "project", tmp_path / "data"
    root.mkdir()
    contents = {"a.yaml": b"new", "b.yaml": b"new"}
    for name in contents:
        (root / name).write_text("old")
    files = swapping.keep(root, data, 1, contents)
    swapping.put(root, {"a.yaml": b"new"})
    written: list[str] = []
    real = journal.put

    def put(target: Path, content: bytes) -> None:
        written.append(target.name)
        real(target, content)

    monkeypatch.setattr(journal, "put", put)
    swapping.put_back(root, data, 1, files)
    assert written == ["a.yaml"]
    assert {name: (root / name).read_text() for name in contents} == dict.fromkeys(contents, "old")


def test_whoever_serves_mends_what_was_killed_and_what_could_not_undo_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(processes.subprocess, "run", lambda words, **_named: asked.append(words[-1]))  # fmt: skip

    def ended(code: int) -> list[str]:
        asked.clear()
        child: Any = SimpleNamespace(wait=lambda: code)
        processes._watch(child, tmp_path, tmp_path)
        return list(asked)

    assert [ended(code) for code in (0, 1, -9)] == [[], [], ["mend"]]
    journal.write(tmp_path, NOTED)
    assert ended(1) == ["mend"]
