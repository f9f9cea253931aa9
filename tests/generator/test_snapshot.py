"""A plan as JSON and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import snapshot
from generator.loading import load
from tests.golden import cases


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_plan_comes_back_as_it_was(case: Path) -> None:
    plan = load(case / "schema.yaml")
    text = snapshot.dump(plan, revision="0007")
    assert snapshot.load(text) == plan
    assert snapshot.revision(text) == "0007"
    assert snapshot.dump(snapshot.load(text), revision="0007") == text


def test_a_snapshot_of_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="format"):
        snapshot.load(json.dumps({"format": 99}))


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        snapshot.load(json.dumps({"format": 1, "colour": "red"}))
