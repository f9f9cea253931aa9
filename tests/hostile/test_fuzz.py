"""Whatever a schema is, it is a list of problems or an application: a sample of what `make prove` tries at length."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from generator.plan import Plan
from tests.hostile import fuzz
from tests.hostile.test_refused import read

SAMPLE = settings(max_examples=100, suppress_health_check=list(HealthCheck))


@SAMPLE
@given(fuzz.documents)
def test_a_document_at_random_is_problems_or_a_plan(text: str) -> None:
    fuzz.judge(text)


@SAMPLE
@given(fuzz.damaged())
def test_a_damaged_file_is_problems_or_a_plan(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = read(data, Path(folder))
    assert isinstance(found, Plan) or found


@settings(SAMPLE, max_examples=400)
@given(fuzz.expressions)
def test_an_expression_at_random_is_refused_or_compiled(text: str) -> None:
    fuzz.judge_expression(text)
