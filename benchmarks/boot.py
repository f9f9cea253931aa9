"""Start of a web process with 50, 100 and 300 entities: CPU, memory, and SQL that it writes; stock Flask-AppBuilder beside it."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Mapping
from statistics import median
from typing import Any

from benchmarks.command import run
from benchmarks.contender import ENTRIES, WORK
from benchmarks.synthetic import schema

SIZES = (50, 100, 300)
GOALS = {50: 1.5, 300: 4.0}
MOST_MEMORY = {100: 220}
"""MB of one process."""
TIMES = 3


def measure(*, tell: Callable[[str], None]) -> list[dict[str, Any]]:
    """A line for each size."""
    lines = []
    for entities in SIZES:
        ours = _dougong(entities)
        fab = _fab(entities)
        line = {
            "entities": entities,
            "Dougong, s CPU": f"{ours['cpu']:.2f}" + _goal(GOALS, entities),
            "memory, MB": f"{ours['memory']:.0f}" + _goal(MOST_MEMORY, entities),
            "SQL written": ours["writes"],
            "met": _met(ours, entities),
            "Flask-AppBuilder, s CPU": f"{fab['cpu']:.2f}",
            "its memory, MB": f"{fab['memory']:.0f}",
        }
        tell(f"boot {line}")
        lines.append(line)
    return lines


def _goal(goals: Mapping[int, float], entities: int) -> str:
    return f" (goal {goals[entities]:g})" if entities in goals else ""


def _met(ours: Mapping[str, float], entities: int) -> str:
    good = (
        ours["cpu"] <= GOALS.get(entities, ours["cpu"])
        and ours["memory"] <= MOST_MEMORY.get(entities, ours["memory"])
        and ours["writes"] == 0
    )
    return "yes" if good else "**no**"


def _dougong(entities: int) -> dict[str, Any]:
    folder = WORK / f"boot-{entities}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "schema.yaml").write_text(schema(entities), encoding="utf-8")
    package = f"boot_{entities}"
    generator = [sys.executable, "-m", "generator", "--schema", folder / "schema.yaml"]
    run([*generator, "--out", folder / package])
    where = f"{folder}:{WORK.parents[1]}"
    command = [sys.executable, "-m", "benchmarks.contenders.boot", package, folder]
    return _median([run(command, PYTHONPATH=where) for _ in range(TIMES + 1)][1:])


def _fab(entities: int) -> dict[str, Any]:
    entry = next(entry for entry in ENTRIES if entry.name == "fab")
    folder = WORK / f"boot-{entities}"
    command = [entry.python, "-m", "benchmarks.peers.fab.boot", str(entities), folder]
    return _median([run(command) for _ in range(TIMES + 1)][1:])


def _median(runs: list[Any]) -> dict[str, Any]:
    """The first run wrote byte code and is left out by the callers."""
    told = json.loads(json.dumps(runs[-1].told))
    return {**told, "cpu": median(one.cpu for one in runs)}
