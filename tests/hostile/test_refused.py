"""What is hostile in a schema is a problem with a place: nothing is run, nothing hangs, nothing crashes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import SchemaProblems, load
from generator.plan import Plan
from generator.problem import Problem
from tests.hostile import documents, names, options
from tests.hostile.base import Case, schema
from tests.hostile.watch import watched

REFUSED: dict[str, list[Case]] = {}
for _case in (*names.cases(), *options.cases(), *documents.cases()):
    REFUSED.setdefault(_case.name.split(":")[0], []).append(_case)

# The same texts stand at many places. Each place gets an eighth of them here, another one than its
# neighbours; `make prove` tries all at all.
MANY = (*names.PLACES, *options.LABEL_PLACES, *options.CONDITION_PLACES)
SAMPLE = {
    place: cases[number % 8 :: 8] if place in MANY else cases
    for number, (place, cases) in enumerate(REFUSED.items())
}


def read(data: bytes, folder: Path) -> Plan | tuple[Problem, ...]:
    """What a file with these bytes is: a plan, or its problems."""
    path = folder / "schema.yaml"
    path.write_bytes(data)
    with watched():
        try:
            return load(path)
        except SchemaProblems as found:
            str(found).encode()
            return found.problems


def wrong(case: Case, folder: Path) -> Iterator[str]:
    """What is not as it should be about this case."""
    found = read(case.data, folder)
    if isinstance(found, Plan):
        yield f"{case.name}: accepted"
        return
    codes = {problem.code for problem in found}
    if not any(code.startswith(tuple(case.codes)) for code in codes):
        yield f"{case.name}: {sorted(codes)}"
    if any(problem.line < 1 or problem.col < 1 for problem in found):
        yield f"{case.name}: a problem without a place"
    if any(re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", str(p)) for p in found):
        yield f"{case.name}: the message repeats what it refuses"
    if any(len(problem.message) > 400 for problem in found):
        yield f"{case.name}: a message that nobody can read"


def test_the_ordinary_schema_is_accepted(tmp_path: Path) -> None:
    assert isinstance(read(schema().encode(), tmp_path), Plan)


def test_there_are_hundreds_of_cases() -> None:
    assert sum(map(len, SAMPLE.values())) > 400
    assert sum(map(len, REFUSED.values())) > 2_000


@pytest.mark.parametrize("place", SAMPLE)
def test_what_is_hostile_is_refused(place: str, tmp_path: Path) -> None:
    assert [told for case in SAMPLE[place] for told in wrong(case, tmp_path)] == []
