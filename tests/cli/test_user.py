"""`dougong user`: accounts from the machine itself, audited."""

from __future__ import annotations

import re

from tests.cli.conftest import Project

USE = """
from app.cli.application import application
client = application().test_client()
page = client.get({link!r})
token = page.text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
sent = dict(csrf_token=token, password="Another-Horse-9-Pasture", again="Another-Horse-9-Pasture")
print(client.post({link!r}, data=sent).status_code, client.get({link!r}).status_code)
given = dict(username="wang", password="Another-Horse-9-Pasture")
print(client.post("/api/v1/login", json=given).status_code)
"""


def test_the_first_administrator_is_made_with_a_link_to_a_password(filled: Project) -> None:
    told = filled.succeed("user", "add", "wang", "--role", "member", "--name", "王小明")
    link = re.search(r"/login/link/\S+", told)
    assert link is not None, told
    assert f"http://127.0.0.1:8000{link.group()}" in told, "a demo is at this address"
    assert filled.python(USE.format(link=link.group())).split() == ["302", "404", "200"]
    made = (
        "SELECT count(*) FROM sys_audit_log WHERE channel = 'cli' AND action = 'create'"
        " AND entity = 'ab_user'"
        " AND record_id = (SELECT id FROM ab_user WHERE username = 'wang')"
    )
    assert filled.value(made) == 1


def test_a_link_begins_with_the_address_of_the_site(filled: Project) -> None:
    filled.environment |= {"PUBLIC_URL": "https://desk.example.com/"}
    told = filled.succeed("user", "link", "manager")
    assert "  https://desk.example.com/login/link/" in told


def test_whoever_is_locked_out_is_helped(filled: Project) -> None:
    answers = filled.several(
        ("user", "unlock", "manager"),
        ("user", "logout", "MANAGER"),
        ("user", "link", "manager"),
        ("user", "second-factor-off", "manager"),
        ("user", "unlock", "nobody"),
        ("user", "add", "manager", "--role", "member"),
        ("user", "add", "wang", "--role", "king"),
    )
    assert [code for code, _text in answers] == [0, 0, 0, 0, 1, 1, 1]
    assert "/login/link/" in answers[2][1]
    assert "there is no user nobody" in answers[4][1]
    assert "in use" in answers[5][1]
    assert "no role king" in answers[6][1]
    written = filled.value(
        "SELECT count(*) FROM sys_audit_log WHERE action IN"
        " ('unlocked', 'sessions_ended', 'password_link', 'second_factor_off')"
    )
    assert written == 4
