"""What was imported passes the whole conformance suite: every entity of every format, in an application of its own."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from app.cli.new import create
from generator.importers.report import CONDITION_KINDS, FIELD_KINDS
from tests.cli.conftest import Project
from tests.importers.conftest import FORMATS, imported
from tests.support.forking import Forker
from tests.support.proofs import Proof

pytestmark = pytest.mark.prove


@pytest.mark.parametrize("form", FORMATS)
def test_an_imported_application_migrates_and_conforms(
    form: str, tmp_path: Path, forker: Forker, proof: Proof
) -> None:
    one = imported(form, tmp_path)
    schema = tmp_path / "schema.yaml"
    schema.write_text(one.text, "utf-8")
    create(tmp_path / "made", schema)
    project = Project(tmp_path / "made", forker)
    assert "everything agrees" in project.succeed("check", "--code")
    project.succeed("migrate", "--yes")
    done = project.module("pytest", "-n", "0", "tests/generated")
    assert done.returncode == 0, done.stdout[-4000:]
    passed = re.search(r"(\d+) passed", done.stdout)
    report = one.report
    proof.record(
        f"imported from {form}",
        {
            "entities": len(one.plan.entities),
            "fields carried": f"{report.share(FIELD_KINDS)['percent']} %",
            "conditions carried": f"{report.share(CONDITION_KINDS)['percent']} %",
            "tests of the suite": int(passed[1]) if passed else 0,
            "Python": sys.version.split()[0],
        },
    )
