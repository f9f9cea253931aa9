"""`dougong clients`: API clients from the machine itself, audited; `explain --client` names the scope."""

from __future__ import annotations

import re

from tests.cli.conftest import Project

USE = """
from app.cli.application import application
client = application().test_client()
for token in {tokens!r}:
    headers = dict(Authorization=f"Bearer {{token}}")
    print(client.get("/api/v1/task", headers=headers).status_code)
"""


def test_a_client_is_made_used_rotated_and_revoked(filled: Project) -> None:
    new = ("clients", "new", "ERP", "--as", "manager", "--scope", "task:read")
    answers = filled.several(
        ("clients", "list"),
        (*new, "--rate", "60", "--network", "127.0.0.1", "--days", "30"),
        new,
        ("clients", "new", "x", "--as", "nobody", "--scope", "task:raed", "--network", "no"),
        ("clients", "list"),
        ("explain", "task", "read", "--client", "ERP"),
        ("explain", "task", "delete", "--client", "ERP"),
        ("explain", "task", "finish", "--client", "ERP"),
        ("explain", "task", "read", "--client", "CRM"),
        ("explain", "task", "read"),
        ("clients", "rotate", "ERP", "--keep-hours", "1"),
        ("clients", "rotate", "ERP"),
        (*new[:2], "late", *new[3:], "--days", "999999999"),
    )
    assert [code for code, _text in answers] == [0, 0, 1, 1, 0, 0, 1, 1, 1, 2, 0, 0, 2], answers
    texts = [text for _code, text in answers]
    assert "there is no API client" in texts[0]
    assert "already a client of this name" in texts[2]
    for told in ("did you mean read?", "no is no network", "no active account nobody"):
        assert told in texts[3].replace('"', "")
    listed = (
        r"ERP\tmanager\t在用 / in use\t有效至 / until \d{4}-\d\d-\d\d \d\d:\d\d"
        r"\t最近使用 / last used -\t60/min\n  task:read\t127.0.0.1/32"
    )
    assert re.search(listed, texts[4])
    assert "task:delete" in texts[6]
    assert "task:transition.finish" in texts[7]
    assert "no API client CRM" in texts[8]
    found = [re.findall(r"dougong_\d+_\S+", texts[place])[0] for place in (1, 10, 11)]
    assert filled.python(USE.format(tokens=found)).split() == ["401", "401", "200"]
    assert filled.several(("clients", "revoke", "ERP"), ("clients", "revoke", "ERP"))[1][0] == 1
    assert filled.python(USE.format(tokens=found)).split() == ["401"] * 3
    written = (
        "SELECT count(*) FROM sys_audit_log WHERE entity = 'sys_api_client' AND channel = 'cli'"
    )
    assert filled.value(written) == 4
