"""Golden cases: a schema and everything that is generated from it, or every problem that is found in it."""

from __future__ import annotations

from pathlib import Path

from generator.emit import emit
from generator.loading import load
from generator.migration import migration

CASES = Path(__file__).parent


def outputs(case: Path) -> dict[str, str]:
    """path under the case → text: the package, and the migration that makes its tables."""
    plan = load(case / "schema.yaml")
    files = {f"expected/{path}": text for path, text in emit(plan).items()}
    first = migration(None, plan, revision="0002", down_revision="0001")
    if first:
        files["migration.py"] = first.text
    return files


def cases() -> list[Path]:
    """Cases whose schema is right; the others are named bad_*."""
    found = sorted(path.parent for path in CASES.glob("*/schema.yaml"))
    return [case for case in found if not case.name.startswith("bad_")]
