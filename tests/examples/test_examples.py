"""Each example is an application of its own: generated, migrated, filled, and its expectations hold. `make prove` does more of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from app.cli.new import ROOT
from generator.loading import load, load_text
from tests.cli.conftest import Project
from tests.support.forking import Forker

EXAMPLES = sorted(path.parent.name for path in (ROOT / "examples").glob("*/schema.yaml"))
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROGRAM = str(Path(__file__).with_name("running.py"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_its_records_and_keeps_its_expectations(
    name: str, forker: Forker, tmp_path: Path
) -> None:
    example = ROOT / "examples" / name
    done = forker.run(
        PROGRAM, str(tmp_path), str(example), cwd=ROOT,
        env=Project.clean() | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert set(told["made"]) == {entity.name for entity in load(example / "schema.yaml").entities}
    assert told["failures"] == []
    assert told["asked"] > 0


def test_the_framework_knows_nothing_of_the_examples() -> None:
    """They stand on it, and it stands without them."""
    for folder in ("app", "generator", "migrations", "frontend/src"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            assert not any(name in text for name in EXAMPLES), path


def blocks_of_the_tutorial() -> list[tuple[str, str, str]]:
    """(language, file or `server`, text) of each fenced block, in order."""
    found: list[tuple[str, str, str]] = BLOCK.findall(
        (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    )
    return found


def test_what_the_tutorial_shows_can_be_generated_and_read() -> None:
    """That its blocks do what it says, one after the other, is asked by `make prove`."""
    texts = {language: text for language, _, text in blocks_of_the_tutorial()}
    assert set(texts) == {"sh", "yaml", "python", "text"}
    assert len(load_text(texts["yaml"]).entities) == 3
    compile(texts["python"], "lending.py", "exec")
    assert texts["text"].strip() in texts["python"]
