"""`dougong publish`: the new code beside the old one, nobody refused, and whatever breaks off is undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Project
from tests.cli.live import Live, until
from tests.cli.publishing import PLACE, Load, begun, killed, state
from tests.cli.test_schema_change import DUE, SCREENS
from tests.faults.serving import _free_port


@pytest.fixture
def live(filled: Project, tmp_path: Path) -> Iterator[Live]:
    made = Live(filled.url, tmp_path, project=filled).start()
    yield made
    if made.process is not None and made.process.poll() is None:
        made.kill()


def test_a_field_is_published_under_load_and_no_request_fails(live: Live, filled: Project) -> None:
    release = begun(filled, PLACE, rehearsed=True)
    load = Load(live)
    try:
        assert live.process is not None
        filled.environment["DOUGONG_SUPERVISOR"] = str(live.process.pid)
        done = filled.run("publish", "run", release)
        assert done.returncode == 0, (done.stdout, done.stderr, live.said())
        seen = len(load.acknowledged)
        until(live, lambda: len(load.acknowledged) > seen + 5)
    finally:
        load.stop()
    assert load.failed() == {}, live.said()
    assert state(filled, release) == "done"
    sent = {"topic": 1, "summary": "with a place", "place": "三楼"}
    made = live.send("POST", "/api/v1/task", sent, token=load.token)
    assert (made.status, made.body.get("place")) == (201, "三楼"), live.said()
    assert filled.value("SELECT count(*) FROM task WHERE summary LIKE 'load %'") == len(load.acknowledged)  # fmt: skip
    assert filled.value("SELECT state FROM sys_schema_draft") == "published"
    assert live.stop() == 0


def test_what_is_in_the_way_stops_it_before_anything_in_use_is_touched(filled: Project) -> None:
    rules = filled.folder / "app" / "custom" / "tasks.py"
    rules.write_text(rules.read_text() + "\n\nassert Task.due_on\n")
    before = _tree(filled)
    release = begun(filled, (DUE, ""), *SCREENS, drops=("task.due_on",))
    assert filled.run("publish", "run", release).returncode == 1
    assert state(filled, release) == "undone"
    told = str(filled.value(f"SELECT steps FROM sys_schema_release WHERE id = {release}"))
    assert "tasks.py" in told
    assert _tree(filled) == before
    assert filled.value("SELECT state FROM sys_schema_proposal") == "waiting"


def test_a_permission_test_that_would_not_hold_any_more_stops_it(filled: Project) -> None:
    before = _tree(filled)
    release = begun(
        filled,
        ("      own: created_by == user.id\n", "      own: created_by == user.id\n      usual: priority == 'normal'\n"),
        (
            "      delete: {manager: all}\n      export: {manager: all}\n",
            "      delete: {manager: all, member: usual}\n      export: {manager: all}\n"
            "    tests: [{as: member, may_not: [delete], where: result == null}]\n",
        ),
    )  # fmt: skip
    assert filled.run("publish", "run", release).returncode == 1
    told = str(filled.value(f"SELECT steps FROM sys_schema_release WHERE id = {release}"))
    assert "member may not delete, but may" in told
    assert _tree(filled) == before


def test_a_server_whose_hand_written_code_does_not_fit_says_where_and_ends(filled: Project) -> None:
    rules = filled.folder / "app" / "custom" / "tasks.py"
    rules.write_text(rules.read_text() + "\n\nassert Task.nothing_here\n")
    assert "tasks.py:" in filled.refuse("run", "--port", str(_free_port()))


def test_killed_after_its_files_were_written_it_is_undone_at_the_next_start(
    filled: Project,
) -> None:
    before = _tree(filled)
    release = begun(filled, PLACE, rehearsed=True)
    killed(filled, release, ("files", "done"))
    assert _tree(filled) != before
    assert "undone" in filled.succeed("publish", "mend")
    assert _tree(filled) == before
    assert state(filled, release) == "undone"
    assert "nothing broke off" in filled.succeed("publish", "mend")


def _tree(project: Project) -> dict[str, bytes]:
    """Everything that a publication writes."""
    names = ("schema.yaml", "app/generated", "migrations", "docs/manual")
    files = [file for name in names for file in [project.folder / name, *(project.folder / name).rglob("*")]]  # fmt: skip
    return {
        str(file): file.read_bytes() for file in files if file.is_file() and file.suffix != ".pyc"
    }
