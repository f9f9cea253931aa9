"""Generates a schema into a folder, as a package that tests can import."""

from __future__ import annotations

from pathlib import Path

from generator import output
from generator.emit import emit
from generator.loading import load

SHOP = Path(__file__).parents[1] / "schemas" / "shop.yaml"
SAMPLE = Path(__file__).parents[1] / "sample"


def generate_package(schema_path: Path, target_dir: Path) -> Path:
    """Write the generated package of a schema; imports inside are relative, so any name will do."""
    output.write(target_dir, emit(load(schema_path)), discard_edits=True)
    return target_dir
