"""Long proofs: left alone by `make test`, run by `make prove`, which gathers what they measured."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

LINES = pytest.StashKey[list[str]]()
GOES_ON = pytest.StashKey[bool]()
FOLDER = Path(__file__).parents[1] / "proofs"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest tests/proofs --prove` runs them by hand; the other options are the runner's."""
    parser.addoption("--prove", action="store_true", help="run the long proofs of tests/proofs too")
    parser.addoption("--proof-lines", metavar="FILE", help="where proofs write what they measured")
    parser.addoption("--proof-folder", metavar="DIR", help="what a proof keeps to go on later")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "prove: takes minutes or hours; `make prove` runs it")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The whole folder, so that not even its imports cost `make test` anything."""
    if collection_path == FOLDER and not config.getoption("--prove"):
        return True
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Whoever names a proof's file without `--prove` is spared it too; what passed before is not run again."""
    proofs = [item for item in items if item.get_closest_marker("prove")]
    if config.getoption("--prove"):
        left_out = [item for item in items if _passed_before(config, item)]
        for item in proofs:
            # A proof takes the time that it takes.
            item.add_marker(pytest.mark.timeout(0))
    else:
        left_out = proofs
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def _passed_before(config: pytest.Config, item: pytest.Item) -> bool:
    """Its lines are told again."""
    kept = _kept(config, item)
    if kept is None or not kept.exists():
        return False
    _tell(config, kept.read_text(encoding="utf-8"))
    config.stash[GOES_ON] = True
    return True


def _kept(config: pytest.Config, item: pytest.Item) -> Path | None:
    """Where the lines of a test that passed are kept."""
    folder = config.getoption("--proof-folder")
    name = hashlib.sha256(item.nodeid.encode()).hexdigest()[:16]
    return Path(folder) / f"{name}.passed" if folder else None


def _tell(config: pytest.Config, lines: str) -> None:
    told = config.getoption("--proof-lines")
    if told:
        with Path(told).open("a", encoding="utf-8") as out:
            out.write(lines)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A proof that passed says so for the next time, with what it measured."""
    report = yield
    kept = _kept(item.config, item) if item.config.getoption("--prove") else None
    if kept is not None and report.when == "call" and report.passed:
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(".part")
        part.write_text("".join(item.stash.get(LINES, [])), encoding="utf-8")
        part.replace(kept)
    return report


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A file whose tests have all passed before is no empty file."""
    if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and session.config.stash.get(
        GOES_ON, False
    ):
        session.exitstatus = pytest.ExitCode.OK


@dataclass
class Proof:
    """What a proof says of itself, and a folder that outlives an interrupted run."""

    folder: Path
    lines: Path | None
    file: str
    database: str
    item: pytest.Item
    started: float = field(default_factory=time.monotonic)

    def record(
        self, name: str, figures: Mapping[str, object], *, listed: Sequence[str] = ()
    ) -> None:
        """A line of docs/proof.md: `proof.record("20 threads, one key", {"effects": 1})`.

        `name` says what was proven; `listed` are lines that stand below the table (survivors, exceptions).
        """
        line = {
            "name": name,
            "figures": {key: str(value) for key, value in figures.items()},
            "listed": list(listed),
            "seconds": round(time.monotonic() - self.started, 1),
        }
        text = json.dumps(line, ensure_ascii=False)
        print(f"{self.file} on {self.database}: {text}")
        if self.lines is not None:
            with self.lines.open("a", encoding="utf-8") as out:
                out.write(text + "\n")
        self.item.stash.setdefault(LINES, []).append(text + "\n")


@pytest.fixture
def proof(request: pytest.FixtureRequest, tmp_path: Path) -> Proof:
    """`proof.record(name, figures)`; `proof.folder` keeps what a later run goes on from."""
    option = request.config.getoption
    kept, lines = option("--proof-folder"), option("--proof-lines")
    folder = Path(kept) if kept else tmp_path / "proof"
    folder.mkdir(parents=True, exist_ok=True)
    return Proof(
        folder=folder,
        lines=Path(lines) if lines else None,
        file=Path(str(request.path)).name,
        database=option("--database"),
        item=request.node,
    )
