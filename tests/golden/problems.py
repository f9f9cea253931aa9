"""Golden cases of schemas that are wrong: every problem that is found, as it is printed."""

from __future__ import annotations

from pathlib import Path

from generator.loading import load
from generator.problem import SchemaProblems

CASES = Path(__file__).parent


def bad_cases() -> list[Path]:
    return sorted(path.parent for path in CASES.glob("bad_*/schema.yaml"))


def found_problems(case: Path) -> SchemaProblems:
    """What is wrong with the case. AssertionError: nothing is."""
    try:
        load(case / "schema.yaml")
    except SchemaProblems as found:
        return found
    raise AssertionError(f"{case.name}: nothing is wrong with it")
