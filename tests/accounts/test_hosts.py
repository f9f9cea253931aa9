"""With names in TRUSTED_HOSTS, a request under another one gets 400 on every door, and no page."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.people import PASSWORD, People

DOORS = (
    "/",
    "/login/",
    "/portal/login",
    "/api/v1/me",
    "/studio/",
    "/health",
    "/static/icon.svg",
    "/no",
)


@pytest.fixture
def named(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setitem(app.config, "TRUSTED_HOSTS", ["desk.example.com", ".example.org"])
    return app


@pytest.mark.parametrize("door", DOORS)
def test_a_name_that_is_not_ours_is_refused(named: Flask, door: str) -> None:
    for host in ("evil.example", "desk.example.com.evil.example", "xdesk.example.com"):
        answer = named.test_client().get(door, headers={"Host": host})
        assert answer.status_code == 400, answer.text
        is_rest = answer.content_type == "application/problem+json"
        assert is_rest == door.startswith("/api/")
        assert is_rest or "TRUSTED_HOSTS" in answer.text
        assert host not in answer.text
        assert "Set-Cookie" not in answer.headers
        assert "Content-Security-Policy" in answer.headers


@pytest.mark.database
@pytest.mark.parametrize("host", ["desk.example.com", "desk.example.com:8443", "a.example.org"])
def test_a_name_of_ours_is_answered(named: Flask, host: str) -> None:
    answer = named.test_client().get("/login/", headers={"Host": host})
    assert answer.status_code == 200
    assert named.test_client().get("/health", headers={"Host": host}).status_code in (200, 503)


def test_nothing_is_written_under_another_name(named: Flask, people: People) -> None:
    people.user("manager", username="anna")
    given = {"username": "anna", "password": PASSWORD}
    client = named.test_client()
    refused = client.post("/api/v1/login", json=given, headers={"Host": "evil.example"})
    assert refused.status_code == 400
    assert "access_token" not in refused.text
    taken = client.post("/api/v1/login", json=given, headers={"Host": "desk.example.com"})
    assert taken.status_code == 200
