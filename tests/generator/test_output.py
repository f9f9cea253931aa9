"""Writing: only what changed, nothing over a hand edit."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import output
from generator.emit import emit
from generator.problem import SchemaProblems
from tests.generator.plans import entity, field, plan, with_field

FILES = emit(plan(entity("Store", field("name")), entity("Sale", field("summary"))))
WIDER = emit(
    with_field(
        plan(entity("Store", field("name")), entity("Sale", field("summary"))), "Sale", field("x")
    )
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    output.write(tmp_path, FILES)
    return tmp_path


def test_a_second_run_writes_nothing(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert not output.write(folder, FILES).changed
    assert before == {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


def test_only_what_changed_is_written(folder: Path) -> None:
    outcome = output.write(folder, WIDER)
    assert set(outcome.written) == {
        "sale/model.py",
        "sale/view.py",
        "sale/manual.json",
        "schema.json",
    }


def test_an_entity_that_is_gone_leaves_no_folder(folder: Path) -> None:
    (folder / "sale" / "__pycache__").mkdir()
    (folder / "sale" / "__pycache__" / "model.cpython-311.pyc").touch()
    fewer = {path: text for path, text in FILES.items() if not path.startswith("sale/")}
    outcome = output.write(folder, fewer)
    assert "sale/model.py" in outcome.removed
    assert not (folder / "sale").exists()


def test_a_hand_edit_stops_everything_and_names_the_hook(folder: Path) -> None:
    edited = folder / "sale" / "model.py"
    edited.write_text(edited.read_text("utf-8") + "# mine\n", "utf-8")
    with pytest.raises(SchemaProblems, match=r"model\.py:3:1: G001(.|\n)*@sale_hooks\.check"):
        output.write(folder, WIDER)
    assert (folder / "sale" / "view.py").read_text("utf-8") == FILES["sale/view.py"]
    assert edited.read_text("utf-8").endswith("# mine\n")


def test_hand_edits_can_be_discarded(folder: Path) -> None:
    (folder / "sale" / "model.py").write_text("# nothing left\n", "utf-8")
    output.write(folder, FILES, discard_edits=True)
    assert (folder / "sale" / "model.py").read_text("utf-8") == FILES["sale/model.py"]


def test_an_edit_that_says_what_the_schema_says_is_none(folder: Path) -> None:
    (folder / "sale" / "model.py").write_text(WIDER["sale/model.py"], "utf-8")
    assert output.write(folder, WIDER).changed


def test_a_file_of_somebody_else_is_not_overwritten(folder: Path) -> None:
    (folder / "sale" / "rules.py").write_text("x = 1\n", "utf-8")
    with pytest.raises(SchemaProblems, match=r"G002 is not a generated file(.|\n)*app/custom"):
        output.write(folder, FILES)


def test_windows_line_ends_are_no_hand_edit(folder: Path) -> None:
    path = folder / "sale" / "model.py"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert output.hand_edits(folder, WIDER) == []
