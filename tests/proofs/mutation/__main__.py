"""Tries every mutant of the given files, a few at a time, going on where it stopped."""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import os
import re
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.proofs.mutation import trial
from tests.proofs.mutation.mutants import Mutant, bodies, mutants

ROOT = trial.ROOT
SUITE = (
    "tests/runtime/records", "tests/runtime/policy", "tests/runtime/query", "tests/rest",
    "tests/runtime/audit", "tests/runtime/search", "tests/runtime/jobs/test_outbox.py",
    "tests/runtime/test_history.py",
    "tests/runtime/test_context.py", "tests/runtime/test_sync.py",
    "tests/runtime/test_workflow_as_data.py",
    "tests/permissions/test_policy.py", "tests/permissions/test_separation.py",
    "tests/permissions/test_expectations.py", "tests/permissions/test_expectations_asked.py",
    "tests/permissions/test_explained.py",
    "tests/permissions/test_scopes.py", "tests/permissions/test_scopes_typed.py",
    "tests/accounts/test_trail.py",
)  # fmt: skip
"""The nearest tests: those that come by a changed line are chosen among these."""
NEAREST = {
    "access": ("tests/permissions", "tests/runtime/policy", "tests/runtime/test_sync.py"),
    "policy.py": ("tests/permissions", "tests/runtime/policy"),
}
"""Whose tests come first, by the end of the changed file's path; all others are the write path's."""
WRITE_PATH = ("tests/runtime/records",)
LONGEST = 75.0
"""Seconds of tests that a mutant must stand before it counts as a survivor: CPU, watched line by line (a third without)."""
PATIENCE = 2.0
"""Times that of CPU, and a mutant that runs in circles is stopped; a test that never ends has noticed."""
STILL = 10.0
"""Times that by the clock, for one that waits for what never comes."""


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

    @property
    def in_function(self) -> bool:
        """Inside the body of one, not in its defaults: it runs when it is called."""
        return any(first <= self.mutant.start < last for first, last in bodies(self.source))

    def told(self) -> str:
        place = f"{self.file.relative_to(ROOT)}:{self.mutant.line}"
        return f"`{place}` {self.mutant.told(self.source)}"


class Store:
    """What is known already: key → killed, survived or unreached; or stood: not killed on PostgreSQL either."""

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


def look(
    files: Sequence[Path], shared: trial.Shared, store: Store, by: str = ""
) -> dict[str, dict[str, list[str]]]:
    """file → line → the tests that come by it (of those that fit `by`), the nearest first. The suite must be green."""
    suite = [place for place in SUITE if by and re.search(by, place)] or list(SUITE)
    name = f"lines-{_state(files, suite)}{'-postgresql' if shared.server else ''}"
    target, log = store.folder / f"{name}.json", store.folder / "lines.log"

    def work() -> int:
        lines = trial.Lines(files)
        code = trial.run(suite, shared, lines)
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
        for file, reached in found["tests"][test].items() if re.search(by, test) else ():
            for line in reached:
                by_line.setdefault(file, {}).setdefault(str(line), []).append(test)
    _cut(by_line, found["seconds"])
    return by_line


def _state(files: Sequence[Path], suite: Sequence[str]) -> str:
    """The files and the tests as they are now: as long as they stay, so do the lines."""
    found = hashlib.sha256()
    places = [ROOT / place for place in suite]
    tests = [
        file
        for place in places
        for file in ([place] if place.is_file() else sorted(place.rglob("*.py")))
    ]
    for file in [*files, *tests]:
        found.update(f"{file}\n".encode() + file.read_bytes())
    return found.hexdigest()[:16]


def _cut(by_line: dict[str, dict[str, list[str]]], seconds: dict[str, float]) -> None:
    for file, lines in by_line.items():
        for line, tests in lines.items():
            left, kept = LONGEST, []
            for test in _nearest_first(Path(file), tests):
                left -= seconds[test]
                if left > 0 or not kept:
                    kept.append(test)
            lines[line] = kept


def _nearest_first(file: Path, tests: Sequence[str]) -> Iterator[str]:
    """Those that are about this code, then those that only come by."""
    near = next((NEAREST[part] for part in file.parts[-2:] if part in NEAREST), WRITE_PATH)
    yield from _one_of_each_file([test for test in tests if test.startswith(near)])
    yield from _one_of_each_file([test for test in tests if not test.startswith(near)])


def _one_of_each_file(tests: Sequence[str]) -> Iterator[str]:
    """The quickest test of every file, then the second of every file …: what a line does, one file asks about."""
    by_file: dict[str, list[str]] = {}
    for test in tests:
        by_file.setdefault(test.partition("::")[0], []).append(test)
    for row in itertools.zip_longest(*by_file.values()):
        yield from (test for test in row if test is not None)


def try_all(
    files: Sequence[Path],
    store: Store,
    *,
    workers: int,
    survivors: bool = False,
    limit: int = 0,
    only: str = "",
    by: str = "",
    server: str = "",
) -> None:
    """Give every mutant a verdict; `survivors`: those that were not killed before are tried again.

    `only`: a pattern of what is told of a mutant, such as `many.py:(70|9.)`; `by`: one of the tests that are asked.
    """
    waiting = [
        case
        for case in cases(files)
        if _is_to_try(store.known.get(case.key), again=survivors, elsewhere=bool(server))
        and re.search(only, case.told())
    ][: limit or None]
    if not waiting:
        return
    with tempfile.TemporaryDirectory(prefix="dougong-mutants-") as name:
        shared = trial.Shared(Path(name), server)
        by_line = look(files, shared, store, by)
        ready = []
        for case in waiting:
            if tests := _tests(case, by_line):
                ready.append((case, tests))
            elif server:
                store.add(case, "stood")
            elif not by:
                store.add(case, store.known.get(case.key, "unreached"))
        # What runs when the module is read comes first: afterwards the application is loaded.
        _try([(c, t) for c, t in ready if not c.in_function], shared, store, workers)
        trial.preload_application(Path(name))
        _try([(c, t) for c, t in ready if c.in_function], shared, store, workers)


def _is_to_try(verdict: str | None, *, again: bool, elsewhere: bool) -> bool:
    """`again`: those that survived too; `elsewhere`: on PostgreSQL, what no test on SQLite comes by."""
    if elsewhere:
        return verdict == "unreached"
    return verdict is None or (again and verdict != "killed")


def _try(
    waiting: list[tuple[Case, list[str]]], shared: trial.Shared, store: Store, workers: int
) -> None:
    running: dict[int, tuple[Case, float]] = {}
    queue = list(reversed(waiting))
    while queue or running:
        while queue and len(running) < workers:
            case, tests = queue.pop()
            running[_begin(case, tests, shared)] = (case, time.monotonic())
        for child, (case, started) in list(running.items()):
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                verdict = "killed" if status else "stood" if shared.server else "survived"
            elif time.monotonic() - started > LONGEST * STILL:
                os.killpg(child, signal.SIGKILL)
                os.waitpid(child, 0)
                verdict = "killed"
            else:
                continue
            del running[child]
            store.add(case, verdict)
            if verdict != "killed":
                print(f"{len(queue)} left; {verdict}: {case.told()}", flush=True)
        time.sleep(0.02)


def _tests(case: Case, by_line: dict[str, dict[str, list[str]]]) -> list[str]:
    """The tests that come by; what is outside functions runs on import, and any that comes by the file may notice."""
    lines = by_line.get(str(case.file), {})
    if case.in_function:
        return lines.get(str(case.mutant.line), [])
    found: dict[str, None] = {}
    for tests in lines.values():
        found.update(dict.fromkeys(tests[:3]))
    return list(found)[:60]


def _begin(case: Case, tests: list[str], shared: trial.Shared) -> int:
    def work() -> int:
        changed = trial.Changed(case.file, case.mutant.apply(case.source))
        if case.in_function and changed.name in sys.modules:
            trial.transplant(case.file, changed.loader.source)
        else:
            sys.meta_path.insert(0, changed)
        return trial.run(tests, shared)

    return trial.fork(work, shared.folder / "child.log", seconds=LONGEST * PATIENCE)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.proofs.mutation")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--store", type=Path, default=ROOT / "build" / "mutation")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--survivors", action="store_true", help="try again what was not killed")
    parser.add_argument("--only", default="", help="a pattern, such as saving.py:1[4-9].")
    parser.add_argument("--by", default="", help="a pattern of the only tests that are asked")
    parser.add_argument(
        "--postgresql",
        action="store_true",
        help="then, on PostgreSQL, what no test on SQLite comes by",
    )
    given = parser.parse_args()
    files, store = [file.resolve() for file in given.files], Store(given.store)
    trial.preload()
    if not given.postgresql:
        try_all(
            files,
            store,
            workers=given.workers,
            survivors=given.survivors,
            limit=given.limit,
            only=given.only,
            by=given.by,
        )
    else:
        from tests.support.postgresql import Server

        server = Server().start()
        try:
            try_all(
                files, store, workers=given.workers, server=server.base,
                limit=given.limit, only=given.only, by=given.by,
            )  # fmt: skip
        finally:
            server.stop()
    known = [(case, store.known[case.key]) for case in cases(files) if case.key in store.known]
    print(*summary(known), sep="\n")
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
