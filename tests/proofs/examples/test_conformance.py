"""Each example passes the whole conformance suite (records, pages, REST, permissions of every entity) and the tests of its own rules."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from app.cli.new import ROOT, create
from generator.loading import load
from tests.cli.conftest import Project
from tests.examples.test_examples import EXAMPLES
from tests.support.forking import Forker
from tests.support.proofs import Proof

pytestmark = pytest.mark.prove


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_conforms(name: str, tmp_path: Path, forker: Forker, proof: Proof) -> None:
    schema = ROOT / "examples" / name / "schema.yaml"
    create(tmp_path / "made", schema)
    project = Project(tmp_path / "made", forker)
    assert "everything agrees" in project.succeed("check", "--code")
    typed = project.module("mypy", "app/custom")
    assert typed.returncode == 0, typed.stdout[-4000:]
    project.succeed("migrate", "--yes")
    project.succeed("demo")
    project.succeed("test-permissions")
    done = project.module("pytest", "-n", "0", "tests/generated", "tests/custom")
    assert done.returncode == 0, done.stdout[-4000:]
    passed = re.search(r"(\d+) passed", done.stdout)
    proof.record(
        f"example {name}",
        {
            "entities": len(load(schema).entities),
            "tests of the suite": int(passed[1]) if passed else 0,
            "Python": sys.version.split()[0],
        },
    )
