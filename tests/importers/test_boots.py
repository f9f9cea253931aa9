"""What was imported is an application: it is generated, boots, and has a record of every entity. `make prove` does more of all formats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Project
from tests.importers.conftest import Imported
from tests.support.forking import Forker

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("form", ["db", "doctype", "jdl"])
def test_an_imported_schema_boots_and_keeps_records(
    everything: dict[str, Imported], form: str, forker: Forker, tmp_path: Path
) -> None:
    one = everything[form]
    (tmp_path / "schema.yaml").write_text(one.text, "utf-8")
    program = str(Path(__file__).with_name("booted.py"))
    done = forker.run(
        program, str(tmp_path), cwd=ROOT, env=Project.clean() | {"PYTHONPATH": str(ROOT)}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    made = json.loads(done.stdout.splitlines()[-1])
    assert set(made) == {entity.name for entity in one.plan.entities}
