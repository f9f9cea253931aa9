"""What touches no table makes no migration."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.loading import load
from generator.migration import migration

ROOT = Path(__file__).resolve().parents[2]


def test_a_change_of_words_makes_no_migration() -> None:
    before = load(ROOT / "schema.yaml")
    app = replace(before.app, labels={"zh": "另一个名称", "en": "Another name"})
    after = replace(before, app=app)
    assert before != after
    assert migration(before, after, revision="9999", down_revision="9998") is None
