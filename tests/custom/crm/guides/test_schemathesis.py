"""A sample of requests that schemathesis makes up from the documents of three roles; `make prove` asks many more."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from app.rest.protocol.answer import json_response
from app.rest.protocol.authentication import new_token
from tests.custom.crm.town import Town
from tests.support.judged import judge, listening
from tests.support.site import served

SAMPLE = {
    "integrator": ("registration", "files"),
    "csr": ("chat_session", "consent_record"),
    "technician": ("work_order",),
}


@pytest.mark.database
@pytest.mark.parametrize("role", SAMPLE)
def test_every_answer_keeps_to_the_document(
    app: Flask, town: Town, tmp_path: Path, role: str
) -> None:
    person = town.logins.get(role) or town.staff(role, "CS", name=role).login_id
    with app.app_context():
        token = new_token(person)
    assert token is not None
    with listening(app), served(app) as site:
        found = judge(site, token, tmp_path, seed=1, examples=1, tags=SAMPLE[role],
            phases="examples,fuzzing,stateful")  # fmt: skip
    assert found.failures == ""
    assert found.cases > 20, found.told[-3000:]


@pytest.mark.parametrize(
    ("status", "finding"),
    [(203, "Undocumented status code"), (200, "Response violates schema")],
)
def test_an_answer_that_leaves_the_document_is_found(
    app: Flask,
    town: Town,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    status: int,
    finding: str,
) -> None:
    """The test of the test: a count that is a text, or a status that the document does not know."""
    with app.app_context():
        token = new_token(town.logins["csr"])
    assert token is not None
    odd = {"items": [], "next": None, "count": "none", "count_kind": "none"}
    monkeypatch.setitem(app.view_functions, "rest.resource", lambda **_: json_response(odd, status))
    with served(app) as site:
        found = judge(site, token, tmp_path, seed=1, examples=1, tags=["skill"], phases="examples")
    assert finding in found.failures
