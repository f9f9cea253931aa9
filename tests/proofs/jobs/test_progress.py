"""A job of 100,000 rows in chunks: killed in the middle, it goes on where it stood, and HTTP tells how far it is."""

from __future__ import annotations

import json
from typing import Any
from urllib.request import Request, urlopen

import pytest
import sqlalchemy as sa
from flask import Flask

from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.jobs import declare
from app.runtime.system import Sequence
from app.runtime.writing.transaction import transaction
from tests.support import crew as crew_module
from tests.support.crew import Crew
from tests.support.people import PASSWORD, People
from tests.support.site import served

pytestmark = pytest.mark.prove
ROWS = 100_000


def ask(url: str, token: str = "", body: Any = None) -> Any:
    request = Request(url, data=json.dumps(body).encode() if body else None)
    request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    with urlopen(request, timeout=30) as answer:
        return json.loads(answer.read())


def test_it_goes_on_after_a_kill_and_tells_how_far_it_is(
    app: Flask, people: People, database: Database, proof: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(declare, "_declared", {})
    crew_module.declare()
    user = people.user("clerk", username="li")
    crew = Crew(database.url.render_as_string(hide_password=False))
    try:
        with Context.for_user(user) as ctx, transaction(ctx):
            id = ctx.enqueue("crew.long", of=ROWS)
        with served(app) as address:
            url = f"{address}/api/v1"
            token = ask(f"{url}/login", body={"username": "li", "password": PASSWORD})[
                "access_token"
            ]
            seen = [ask(f"{url}/jobs/{id}", token)]
            first = crew.start()
            crew.listen(lambda line: line.startswith("chunk") and int(line.split()[1]) >= ROWS // 4)
            crew.kill(first)
            stopped = ask(f"{url}/jobs/{id}", token)
            crew.start()
            crew.listen(lambda line: line.startswith("chunk"))
            while seen[-1]["state"] != "done":
                crew.listen(lambda line: line.startswith(("chunk", "tick")))
                seen.append(ask(f"{url}/jobs/{id}", token))
        assert crew.stop() == [0]
    finally:
        crew.close()
    done = [answer["progress"]["done"] or 0 for answer in seen]
    assert done == sorted(done)
    assert 0 < stopped["progress"]["done"] < ROWS
    assert seen[-1]["progress"] == {"done": ROWS, "total": ROWS, "message": None}
    with database.read_session() as session:
        rows = session.scalars(sa.select(Sequence.value).where(Sequence.key.like("row %"))).all()
    assert sorted(rows) == list(range(ROWS))
    proof.record(
        "100,000 rows in chunks, killed once, told over HTTP",
        {"rows": len(rows), "at the kill": stopped["progress"]["done"], "answers": len(seen)},
    )
