"""schemathesis at length: two hundred made-up requests an operation for each of three roles, every phase, chains by links."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from flask import Flask

from app.rest.protocol.authentication import new_token
from tests.custom.crm.conftest import at, database_url, town
from tests.custom.crm.town import Town
from tests.support.judged import judge, listening
from tests.support.proofs import Proof
from tests.support.site import served
from tests.support.worlds import APPLICATION, World

pytestmark = pytest.mark.prove
EXAMPLES = 200
FIXTURES = (at, database_url, town)
"""Of the application's own tests."""


@pytest.fixture
def world() -> World:
    return APPLICATION


@pytest.mark.parametrize("role", ["integrator", "csr", "technician"])
def test_no_answer_leaves_the_document(
    app: Flask, town: Town, tmp_path: Path, proof: Proof, role: str
) -> None:
    person = town.logins.get(role) or town.staff(role, "CS", name=role).login_id
    with app.app_context():
        token = new_token(person)
    assert token is not None
    seed = random.SystemRandom().randrange(2**32)
    with listening(app), served(app) as site:
        found = judge(site, token, tmp_path, seed=seed, examples=EXAMPLES)
    assert found.failures == "", f"seed {seed}"
    proof.record(
        f"REST as its document says: {role}",
        {"operations": found.operations, "requests": found.cases, "findings": 0, "seed": seed},
    )
