"""`tests:` of the schema run against rows, and a failing one names its line, the role, the action and the row."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.cli.expectations import expected
from app.cli.project import Project
from app.runtime.access.expectations import Expectation, Outcome, run
from app.runtime.database import current
from tests.permissions.town import Town
from tests.support.worlds import APPLICATION, World

pytestmark = pytest.mark.database


def ask(*expectations: Expectation) -> Outcome:
    with current().read_session() as session:
        return run(session, expectations)


@pytest.fixture
def of_the_schema(world: World) -> list[Expectation]:
    """The application's own; the sample has none."""
    return expected(Project(Path.cwd())) if world == APPLICATION else []


def test_the_schemas_own_expectations_hold(town: Town, of_the_schema: list[Expectation]) -> None:
    outcome = ask(*of_the_schema)
    assert [str(failure) for failure in outcome.failures] == []
    assert bool(outcome.asked) is bool(of_the_schema)


def test_the_contrary_of_every_expectation_fails_at_its_line(
    town: Town, of_the_schema: list[Expectation]
) -> None:
    """The test of the test."""
    for one in of_the_schema:
        # A step leads on from some states only, and a scope may hold a row of the other side as well.
        contrary = replace(
            one,
            may=tuple(a for a in one.may_not if a in ("create", "update", "delete")),
            may_not=one.may,
        )
        held, turned = ask(one), ask(contrary)
        if held.asked and contrary.may:
            assert turned.failures
            assert {failure.expectation.place for failure in turned.failures} == {one.place}


def test_a_failure_names_line_role_action_and_row(town: Town) -> None:
    name = next(
        n
        for n in town.oracle.entities
        if "delete" in town.oracle.entities[n]["permissions"]["grants"]
    )
    grants = town.oracle.entities[name]["permissions"]["grants"]["delete"]
    role = next(role for role, scope in grants.items() if scope is None)
    outcome = ask(Expectation("schema/x.yaml:7", name, role, may_not=("delete",)))
    first = sorted(town.oracle.tables[name])[0]
    assert f"schema/x.yaml:7: {role} 不可以 delete" in str(outcome.failures[0])
    assert f"may not delete, but may: {name} {first} (as " in str(outcome.failures[0])
