"""Generate 100 and 1,000 entities: the first time, and again with nothing changed. Seconds of CPU, the process included."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.command import run
from benchmarks.contender import WORK
from benchmarks.synthetic import schema

SIZES = ((100, 1.0, 0.5), (1_000, 8.0, 4.0))
"""Entities, and the goals in seconds: first, unchanged."""
TIMES = 3


def measure(*, tell: Callable[[str], None]) -> list[dict[str, Any]]:
    """A line for each size."""
    lines = []
    for entities, first_goal, again_goal in SIZES:
        folder = WORK / f"generate-{entities}"
        first, again = [], []
        for _ in range(TIMES):
            shutil.rmtree(folder, ignore_errors=True)
            (folder / "migrations").mkdir(parents=True)
            (folder / "schema.yaml").write_text(schema(entities), encoding="utf-8")
            first.append(_generate(folder))
            before = _files(folder)
            again.append(_generate(folder))
            if _files(folder) != before:
                raise RuntimeError(f"{entities} entities: an unchanged schema changed files.")
        shutil.rmtree(folder)
        line = {
            "entities": f"{entities:,}",
            "first, s CPU": f"{median(first):.2f} (goal {first_goal:g})",
            "met": "yes" if median(first) <= first_goal else "**no**",
            "unchanged, s CPU": f"{median(again):.2f} (goal {again_goal:g}), nothing written",
            "met ": "yes" if median(again) <= again_goal else "**no**",
        }
        tell(f"generate {line}")
        lines.append(line)
    return lines


def _generate(folder: Path) -> float:
    generator = [sys.executable, "-m", "generator", "--schema", folder / "schema.yaml"]
    return run(
        [*generator, "--out", folder / "generated", "--migrations", folder / "migrations"]
    ).cpu


def _files(folder: Path) -> dict[str, int]:
    """Every file and when it was written."""
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
