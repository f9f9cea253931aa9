"""Whatever people do, in whatever order: the model of the schema predicts every answer. `make prove` goes on longer."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from app.runtime.database import Database
from app.runtime.registry import Registry
from tests.permissions.machines import PermissionMachine, Stage, WorkflowMachine, stage
from tests.support.people import People

SHORT = settings(max_examples=20, stateful_step_count=30)


@pytest.fixture
def actors(registry: Registry, database: Database, people: People) -> Stage:
    made = stage(registry, database, people)
    WorkflowMachine.stage = PermissionMachine.stage = made
    return made


def test_only_legal_steps_by_those_who_have_the_right(actors: Stage) -> None:
    run_state_machine_as_test(WorkflowMachine, settings=SHORT)  # type: ignore[no-untyped-call]
    assert actors.done["done"] > 50
    assert {"NotFound", "StaleRecord", "InvalidState", "Forbidden"} <= actors.done.keys()


def test_rights_follow_roles_links_and_owners_at_once(actors: Stage) -> None:
    run_state_machine_as_test(PermissionMachine, settings=SHORT)  # type: ignore[no-untyped-call]
    assert min(actors.done[kind] for kind in ("grants", "moves", "links", "questions")) > 20
