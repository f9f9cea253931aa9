"""docs/rest.md, "A client of your own": the programs of both languages run as they stand, over clients made as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from app.generated.work_order import WorkOrder
from app.rest.protocol.authentication import new_token
from app.runtime import query
from tests.clients import generate
from tests.custom.crm.town import Town
from tests.support.site import served

GUIDE = (Path(__file__).parents[4] / "docs" / "rest.md").read_text("utf-8")


def program(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)\n```", GUIDE, re.DOTALL)
    return str(found)


@pytest.fixture
def token(app: Flask, town: Town) -> str:
    person = town.staff("integrator", "CS", name="integrator").login_id
    with app.app_context():
        found = new_token(person)
    assert found is not None
    return found


@pytest.fixture
def document(app: Flask, token: str) -> bytes:
    headers = {"Authorization": f"Bearer {token}"}
    whole = app.test_client(use_cookies=False).get("/api/v1/openapi.json", headers=headers).data
    return generate.about(whole, "/api/v1/work_order")


def test_the_python_program_of_the_guide_runs(
    app: Flask, town: Town, token: str, document: bytes, tmp_path: Path
) -> None:
    generate.python(tmp_path, document, package="desk_api")
    with served(app) as site:
        given = f"SITE, TOKEN, PROJECT = {site!r}, {token!r}, {town.project.id}\n"
        (tmp_path / "program.py").write_text(
            f"{given}{program('python')}\nprint(made.id, page.count)\n", encoding="utf-8"
        )
        made, count = generate.run_python(tmp_path, "program.py").split()
    assert (
        query.get(town.ctx, WorkOrder, int(made), columns=["summary"])["summary"] == "电梯停在三楼"
    )
    assert count == "0"


def test_the_typescript_program_of_the_guide_runs(
    app: Flask, town: Town, token: str, document: bytes, tmp_path: Path
) -> None:
    generate.typescript(tmp_path, document, types="desk.d.ts")
    given = 'const [SITE = "", TOKEN = ""] = process.argv.slice(2);\n'
    told = "console.log(JSON.stringify([error ?? null, data?.count]));\n"
    (tmp_path / "program.ts").write_text(f"{given}{program('ts')}\n{told}", encoding="utf-8")
    with served(app) as site:
        assert generate.run_typescript(tmp_path, site, token).strip() == "[null,0]"
