"""Tries every mutant of the given files, a few at a time, going on where it stopped."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.proofs.mutation import trial
from tests.proofs.mutation.mutants import Mutant, mutants

ROOT = trial.ROOT
SUITE = ("tests/runtime/records", "tests/runtime/policy", "tests/runtime/query", "tests/rest")
"""The nearest tests: those that come by a changed line are chosen among these."""
LONGEST = 60.0
"""Seconds of tests, as they took unchanged, that a mutant must stand before it counts as a survivor."""
PATIENCE = 4.0
"""Times that, and a mutant that hangs is stopped; a test that never ends has noticed."""


@dataclass(frozen=True)
class Case:
    """A mutant of a file as it is now."""

    file: Path
    source: bytes
    mutant: Mutant

    @property
    def key(self) -> str:
        digest = hashlib.sha256(self.source).hexdigest()[:12]
        m = self.mutant
        return f"{self.file.relative_to(ROOT)}:{digest}:{m.start}:{m.end}:{m.new}"

    def told(self) -> str:
        place = f"{self.file.relative_to(ROOT)}:{self.mutant.line}"
        return f"`{place}` {self.mutant.told(self.source)}"


class Store:
    """What is known already: key → killed, survived or unreached."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.file = folder / "mutants.jsonl"
        self.known: dict[str, str] = {}
        if self.file.exists():
            for line in self.file.read_text(encoding="utf-8").splitlines():
                found = json.loads(line)
                self.known[found["key"]] = found["verdict"]

    def add(self, case: Case, verdict: str) -> None:
        self.known[case.key] = verdict
        with self.file.open("a", encoding="utf-8") as out:
            line = {"key": case.key, "verdict": verdict, "told": case.told()}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


def cases(files: Sequence[Path]) -> Iterator[Case]:
    for file in files:
        source = file.read_bytes()
        for mutant in mutants(source):
            yield Case(file, source, mutant)


def look(files: Sequence[Path], templates: Path, store: Store) -> dict[str, dict[str, list[str]]]:
    """file → line → the tests that come by it, the quickest first. The suite must be green."""
    target, log = store.folder / f"lines-{_state(files)}.json", store.folder / "lines.log"

    def work() -> int:
        lines = trial.Lines(files)
        code = trial.run(SUITE, [trial.Shared(templates), lines])
        told = {"tests": lines.found, "seconds": lines.seconds}
        if code == 0:
            target.write_text(json.dumps(told), encoding="utf-8")
        return code

    if not target.exists():
        _, status = os.waitpid(trial.fork(work, log), 0)
        if status:
            raise RuntimeError(f"The tests fail without any change: see {log}.")
    found = json.loads(target.read_text(encoding="utf-8"))
    by_line: dict[str, dict[str, list[str]]] = {}
    for test in sorted(found["tests"], key=lambda one: found["seconds"][one]):
        for file, reached in found["tests"][test].items():
            for line in reached:
                by_line.setdefault(file, {}).setdefault(str(line), []).append(test)
    _cut(by_line, found["seconds"])
    return by_line


def _state(files: Sequence[Path]) -> str:
    """The files and the tests as they are now: as long as they stay, so do the lines."""
    found = hashlib.sha256()
    tests = [file for folder in SUITE for file in sorted((ROOT / folder).rglob("*.py"))]
    for file in [*files, *tests]:
        found.update(f"{file}\n".encode() + file.read_bytes())
    return found.hexdigest()[:16]


def _cut(by_line: dict[str, dict[str, list[str]]], seconds: dict[str, float]) -> None:
    for lines in by_line.values():
        for line, tests in lines.items():
            left, kept = LONGEST, []
            for test in tests:
                left -= seconds[test]
                if left > 0 or not kept:
                    kept.append(test)
            lines[line] = kept


def try_all(
    files: Sequence[Path], store: Store, *, workers: int, survivors: bool = False, limit: int = 0
) -> list[tuple[Case, str]]:
    """Every mutant with its verdict; `survivors`: those that survived before are tried again."""
    trial.preload()
    everything = list(cases(files))
    waiting = [
        case
        for case in everything
        if case.key not in store.known or (survivors and store.known[case.key] != "killed")
    ][: limit or None]
    if waiting:
        with tempfile.TemporaryDirectory(prefix="dougong-mutants-") as folder:
            by_line = look(files, Path(folder), store)
            _try(waiting, by_line, Path(folder), store, workers)
    return [(case, store.known[case.key]) for case in everything if case.key in store.known]


def _try(
    waiting: list[Case],
    by_line: dict[str, dict[str, list[str]]],
    folder: Path,
    store: Store,
    workers: int,
) -> None:
    running: dict[int, tuple[Case, float]] = {}
    queue = list(reversed(waiting))
    while queue or running:
        while queue and len(running) < workers:
            case = queue.pop()
            lines = by_line.get(str(case.file), {})
            tests = lines.get(str(case.mutant.line)) or _of_import(lines, case)
            if not tests:
                store.add(case, "unreached")
                continue
            running[_begin(case, tests, folder)] = (case, time.monotonic())
        for child, (case, started) in list(running.items()):
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                verdict = "survived" if status == 0 else "killed"
            elif time.monotonic() - started > LONGEST * PATIENCE:
                os.killpg(child, signal.SIGKILL)
                os.waitpid(child, 0)
                verdict = "killed"
            else:
                continue
            del running[child]
            store.add(case, verdict)
            if verdict == "survived":
                print(f"{len(queue)} left; survived: {case.told()}", flush=True)
        time.sleep(0.02)


def _of_import(lines: dict[str, list[str]], case: Case) -> list[str]:
    """What stands outside functions runs once, on import: whoever comes by the file may notice."""
    inside = case.source[: case.mutant.start].rpartition(b"\n")[2][:1].isspace()
    if inside and not _in_class_body(case):
        return []
    found: dict[str, None] = {}
    for tests in lines.values():
        for test in tests[:3]:
            found[test] = None
    return list(found)[:60]


def _in_class_body(case: Case) -> bool:
    import ast

    for node in ast.walk(ast.parse(case.source)):
        if isinstance(node, ast.FunctionDef) and node.lineno <= case.mutant.line <= (
            node.end_lineno or 0
        ):
            return False
    return True


def _begin(case: Case, tests: list[str], folder: Path) -> int:
    def work() -> int:
        sys.meta_path.insert(0, trial.Changed(case.file, case.mutant.apply(case.source)))
        return trial.run(tests, [trial.Shared(folder)])

    return trial.fork(work, folder / "child.log")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.proofs.mutation")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--store", type=Path, default=ROOT / "build" / "mutation")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--survivors", action="store_true", help="try survivors again")
    given = parser.parse_args()
    verdicts = try_all(
        [file.resolve() for file in given.files], Store(given.store),
        workers=given.workers, survivors=given.survivors, limit=given.limit,
    )  # fmt: skip
    print(*summary(verdicts), sep="\n")
    return 0


def summary(verdicts: list[tuple[Case, str]]) -> list[str]:
    """killed of tried, per file, and in all."""
    lines = []
    for file in [*dict.fromkeys(case.file for case, _ in verdicts), None]:
        mine = [verdict for case, verdict in verdicts if file in (None, case.file)]
        killed = mine.count("killed")
        name = file.relative_to(ROOT).as_posix() if file else "all"
        lines.append(f"{name}: {killed} of {len(mine)} killed ({100 * killed / len(mine):.0f} %)")
    return lines


if __name__ == "__main__":
    sys.exit(main())
