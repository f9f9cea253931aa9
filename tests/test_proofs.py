"""The runner of the long proofs: not in `make test`, goes on where it stopped, writes the table."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.proofs import report
from tests.proofs.__main__ import main
from tests.support import proofs

ROOT = Path(__file__).parent.parent

HOLDS = """
def test_it_holds(proof):
    with (proof.folder / "counted").open("a") as out:
        out.write("once\\n")
    proof.record("It holds", {"effects": 1}, listed=["but for one"])
"""
CONFTEST = """
import pytest
pytest_plugins = ("tests.support.proofs",)
def pytest_addoption(parser):
    parser.addoption("--database")
def pytest_configure(config):
    config.addinivalue_line("markers", "database: it uses one")
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose one proof counts how often it was run."""
    folder = tmp_path / "project" / "tests" / "proofs"
    folder.mkdir(parents=True)
    (folder / "test_counting.py").write_text(HOLDS)
    (folder.parent / "conftest.py").write_text(CONFTEST)
    root = folder.parents[1]
    (root / "docs").mkdir()
    (root / "pytest.ini").write_text(f"[pytest]\npythonpath = {ROOT}\n")
    return root


def _counted(root: Path) -> int:
    return sum(len(file.read_text().splitlines()) for file in root.glob("build/proofs/**/counted"))


def test_make_test_does_not_collect_the_long_proofs(project: Path) -> None:
    proof = project / "tests" / "proofs" / "test_counting.py"
    proof.write_text("import pytest\n\n@pytest.mark.prove" + HOLDS)
    (project / "tests" / "test_short.py").write_text("def test_it() -> None:\n    pass\n")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "tests", str(proof)],
        cwd=project, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "1 passed, 1 deselected" in done.stdout
    assert _counted(project) == 0


def test_not_even_the_folder_of_the_proofs_is_looked_into(pytestconfig: pytest.Config) -> None:
    assert proofs.pytest_ignore_collect(proofs.FOLDER, pytestconfig) is True
    assert proofs.pytest_ignore_collect(proofs.FOLDER.parent / "rest", pytestconfig) is None


def test_a_finished_proof_is_not_run_again(project: Path) -> None:
    assert main([], project) == 0
    assert main([], project) == 0
    assert _counted(project) == 1
    table = (project / "docs" / "proof.md").read_text()
    assert "| It holds | sqlite | effects: 1 |" in table
    assert "- but for one" in table


def test_a_proof_that_fails_is_told_and_run_again(project: Path) -> None:
    file = project / "tests" / "proofs" / "test_counting.py"
    file.write_text(HOLDS + "    assert False\n")
    assert main(["--only=counting"], project) == 1
    assert "**FAILED**" in (project / "docs" / "proof.md").read_text()
    file.write_text(HOLDS)
    assert main(["--only=counting"], project) == 0
    assert _counted(project) == 2


def test_a_part_that_names_no_proof_is_wrong_usage(project: Path) -> None:
    assert main(["--only=nothing"], project) == 2


def test_the_machine_is_described_without_its_name() -> None:
    import platform

    assert platform.node() not in report._machine()
