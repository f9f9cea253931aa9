"""The complete output of every golden case, held to the formatter, the linter, the importer and the mappers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator import output
from generator.emit import emit
from generator.loading import load
from tests.golden import CASES, cases, outputs
from tests.golden.__main__ import main
from tests.support.generated import SAMPLE, SHOP

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_output_is_the_expected_one(case: Path) -> None:
    wanted = outputs(case)
    present = {
        path.relative_to(case).as_posix()
        for path in [*(case / "expected").rglob("*"), case / "migration.py"]
        if path.is_file() and path.suffix != ".pyc"
    }
    assert present == set(wanted), "run python -m tests.golden and read the diff"
    for path, text in wanted.items():
        assert (case / path).read_text("utf-8") == text, f"{path}: run python -m tests.golden"


def test_making_the_golden_output_anew_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """`make golden` works, and writes what the tests expect."""
    written: dict[Path, str] = {}
    monkeypatch.setattr(output, "replace", written.__setitem__)
    main()
    assert written
    assert [path for path, text in written.items() if path.read_text("utf-8") != text] == []


def test_the_sample_is_generated_from_its_schema() -> None:
    files = emit(load(SHOP))
    assert output.hand_edits(SAMPLE, files) == []
    assert not output.compare(SAMPLE, files).changed, "run python -m tests.golden"


@pytest.mark.parametrize("arguments", [["format", "--check"], ["check", "--no-cache"]])
def test_the_output_pleases_formatter_and_linter(arguments: list[str]) -> None:
    folders = [str(SAMPLE), *(str(case) for case in cases())]
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *arguments, *folders],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


IMPORT = """
import sys, warnings
warnings.simplefilter("error")
from importlib import import_module
from sqlalchemy.orm import configure_mappers
import app.runtime.system
package = sys.argv[1]
models = import_module(f"{package}.models")
registry = import_module(f"{package}.registry").registry
import_module(f"{package}.views"); import_module(f"{package}.apis")
configure_mappers()
from app.runtime.accounts.users import metadata
assert metadata.sorted_tables
for entry in registry.entities():
    assert entry.entity.fields(), entry
print(len(models.__all__))
"""


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_output_is_imported_and_its_mappers_configured(case: Path) -> None:
    package = f"tests.golden.{case.name}.expected"
    done = subprocess.run(
        [sys.executable, "-c", IMPORT, package],
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == len(load(case / "schema.yaml").entities)


def test_there_are_the_three_cases() -> None:
    assert {"property", "minimal", "everything"} <= {case.name for case in cases()}
    assert CASES.is_dir()
