"""The runner of the long proofs: not in `make test`, goes on where it stopped, writes the table."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.proofs import __main__ as runner
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
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose one proof counts how often it was run; one database is enough for it."""
    monkeypatch.setattr(runner, "DATABASES", ("sqlite",))
    # Its pytest needs none of the plugins that are installed: each costs a second of every start.
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
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


def test_the_tests_of_a_file_that_passed_are_not_run_again_when_another_failed(
    project: Path,
) -> None:
    file = project / "tests" / "proofs" / "test_counting.py"
    file.write_text(HOLDS + "\n\ndef test_other(proof):\n    assert False\n")
    assert main([], project) == 1
    file.write_text(HOLDS + "\n\ndef test_other(proof):\n    pass\n")
    assert main([], project) == 0
    assert _counted(project) == 1
    table = (project / "docs" / "proof.md").read_text()
    assert "| It holds | sqlite | effects: 1 |" in table
    assert main(["--again"], project) == 0
    assert _counted(project) == 1  # what was kept of it is gone, too


def test_a_file_whose_tests_had_all_passed_when_it_was_stopped_counts(project: Path) -> None:
    assert main([], project) == 0
    for result in (project / "build").rglob("*.json"):
        result.unlink()
    assert main([], project) == 0
    assert _counted(project) == 1
    assert "| It holds | sqlite | effects: 1 |" in (project / "docs" / "proof.md").read_text()


def test_a_proof_that_fails_stops_no_other(project: Path) -> None:
    (project / "tests" / "proofs" / "test_a_wrong_one.py").write_text(
        "def test_it(proof):\n    assert False\n"
    )
    (project / "tests" / "proofs" / "test_b_broken_one.py").write_text(
        "import nothing_of_the_kind\n"
    )
    assert main([], project) == 1
    table = (project / "docs" / "proof.md").read_text()
    assert "| It holds | sqlite | effects: 1 |" in table
    assert table.count("**FAILED**") == 2


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_stops_its_child_and_goes_on_there(
    project: Path, name: signal.Signals
) -> None:
    proofs_folder = project / "tests" / "proofs"
    fifo = project / "begun"
    os.mkfifo(fifo)
    waits = f"""
def test_it_waits(proof):
    import os, time
    if (proof.folder / "told").exists():
        return
    (proof.folder / "told").touch()
    with open({str(fifo)!r}, "w") as out:
        print(os.getpid(), file=out)
    time.sleep(600)
"""
    (proofs_folder / "test_waits.py").write_text(waits)
    code = f"""
import sys
from pathlib import Path
from tests.proofs import __main__ as runner
runner._heed_signals()
runner.DATABASES = ("sqlite",)
sys.exit(runner.main([], Path({str(project)!r})))
"""
    running = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    child = int(fifo.read_text())
    running.send_signal(name)
    assert running.wait() != 0
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    assert "It holds" in (project / "docs" / "proof.md").read_text()
    assert main([], project) == 0
    assert len(list(project.glob("build/proofs/*/kept/test_counting@sqlite/counted"))) == 1
    assert _counted(project) == 1


def test_results_of_two_commits_stand_side_by_side_each_with_its_own(project: Path) -> None:
    assert main([], project) == 0
    (older,) = (project / "build" / "proofs").iterdir()
    newer = older.with_name("0123456789ab")
    shutil.copytree(older, newer)
    other = "test_other"
    for folder, at, held in ((older, 1.0, 1), (newer, 2.0, 2)):
        result = json.loads((folder / "test_counting@sqlite.json").read_text())
        result |= {"commit": folder.name, "at": at}
        result["lines"][0]["figures"] = {"effects": str(held)}
        (folder / "test_counting@sqlite.json").write_text(json.dumps(result))
        if folder == older:
            result["file"] = f"{other}.py"
            (folder / f"{other}@sqlite.json").write_text(json.dumps(result))
    target = project / "docs" / "proof.md"
    report.write(target, project / "build" / "proofs", current=newer.name)
    lines = [line for line in target.read_text().splitlines() if "| sqlite |" in line]
    assert [line.split("|")[3].strip() for line in lines] == ["effects: 2", "effects: 1"]
    assert [line.split("|")[-2].strip() for line in lines] == [newer.name, older.name]


def test_what_was_proven_on_another_machine_stays_until_it_is_run_here(project: Path) -> None:
    assert main([], project) == 0
    target = project / "docs" / "proof.md"
    known = target.read_text()
    elsewhere = "| 3 kills | postgresql | lost: 0, of: a \\| b | 7.1 | `jobs/test_kills.py` | 0123456789ab |"
    target.write_text(
        known.replace("\n## It", f"{elsewhere}\n\n## It") + "\n## 3 kills (postgresql)\n\n- one\n"
    )
    assert main([], project) == 0
    now = target.read_text()
    assert now.count(elsewhere) == 1
    assert now.count("| It holds |") == now.count("- but for one") == now.count("- one") == 1
    assert main([], project) == 0
    assert target.read_text() == now


def test_a_part_that_names_no_proof_is_wrong_usage(project: Path) -> None:
    assert main(["--only=nothing"], project) == 2


def test_the_machine_is_described_without_its_name() -> None:
    import platform

    assert platform.node() not in report._machine()
