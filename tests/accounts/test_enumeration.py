"""Nothing tells who has an account: status, body, headers and SQL are the same for known and unknown names."""

from __future__ import annotations

import re
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.runtime.accounts import changes
from app.runtime.accounts.users import User
from app.runtime.context import Context
from app.runtime.database import Database
from tests.accounts.conftest import Way, by_screen, later
from tests.support.people import PASSWORD, People
from tests.web.pages import visit

NAMES = ("anna", "gone", "nobody", "with-second-factor", "must-change")


def _plain(text: str, name: str) -> str:
    """A page without what differs in every answer: the typed name, the token, the number of the request."""
    text = text.replace(name, "NAME")
    text = re.sub(r'name="csrf_token"[^>]*value="[^"]*"', "TOKEN", text)
    return re.sub(r'"request_id":"[^"]*"', "", text)


@pytest.mark.database
def test_known_unknown_disabled_and_locked_names_get_one_answer_at_one_cost(
    app: Flask,
    people: People,
    database: Database,
    with_second_factor: Any,
    statements: Any,
    way: Way,
) -> None:
    people.user("manager", username="anna")
    gone = people.user("manager", username="gone")
    changed = people.user("manager", username="must-change")
    with_second_factor("manager", username="with-second-factor")
    with database.begin() as session:
        session.execute(sa.update(User).where(User.id == gone).values(active=False))
    with Context.system(channel="cli") as ctx:
        from app.runtime import records
        from app.runtime.accounts import sessions

        with records.writing(ctx):
            sessions.account(ctx.session, changed).must_change = True
    found = []
    for name in NAMES:
        answers = []
        for _ in range(6):
            client = app.test_client()
            with statements() as seen:
                answer = way(client, name, "wrong password")
            headers = {
                key: value
                for key, value in answer.headers.items()
                if key not in ("Set-Cookie", "X-Request-Id", "Date", "Content-Length")
            }
            # An INSERT leaves out what is empty: the id of nobody.
            acts = [" ".join(statement.split()[:3]) for statement in seen]
            answers.append((answer.status_code, _plain(answer.text, name), headers, acts))
        found.append(answers)
    assert [status for status, *_rest in found[0]] == [401] * 5 + [429]
    for name, other in zip(NAMES[1:], found[1:], strict=True):
        for expected, got in zip(found[0], other, strict=True):
            assert got[0] == expected[0], name
            assert got[1] == expected[1], name
            assert got[2:] == expected[2:], name


def test_the_right_password_of_a_closed_account_is_a_wrong_one(
    app: Flask, people: People, database: Database, way: Way
) -> None:
    gone = people.user("manager", username="gone")
    with database.begin() as session:
        session.execute(sa.update(User).where(User.id == gone).values(active=False))
    right = way(app.test_client(), "gone", PASSWORD)
    unknown = way(app.test_client(), "nobody", PASSWORD)
    assert right.status_code == unknown.status_code == 401
    assert _plain(right.text, "gone") == _plain(unknown.text, "nobody")


def test_the_page_for_a_forgotten_password_asks_for_no_name(
    client: Any, database: Database
) -> None:
    page = visit(client, "/login/forgotten")
    assert page.status == 200
    assert not page.html.select("main input, main form")
    assert "/login/forgotten" in visit(client, "/login/").links()
    assert "/login/forgotten" in visit(client, "/portal/login").links()


def test_links_that_do_not_work_are_told_alike(
    app: Flask, people: People, database: Database, statements: Any
) -> None:
    from app.runtime import records

    keys = {}
    for name in ("used", "over", "gone"):
        user = people.user("manager", username=name)
        with Context.system(channel="cli") as ctx, records.writing(ctx):
            keys[name] = changes.issue_link(ctx, user)
    with database.begin() as session:
        session.execute(sa.update(User).where(User.username == "gone").values(active=False))
    client = app.test_client()
    done = visit(client, f"/login/link/{keys['used']}").send(
        password="Another-Horse-9-Pasture", again="Another-Horse-9-Pasture"
    )
    assert done.status == 302
    client = app.test_client()
    with later(minutes=61):
        answers = []
        for key in (*keys.values(), "x" * 43, "%00", "é"):
            with statements() as seen:
                page = visit(client, f"/login/link/{key}")
            answers.append((page.status, page.text, len(seen)))
    assert len(set(answers)) == 1
    assert answers[0][0] == 404


def test_the_login_page_is_the_same_before_and_after_a_wrong_name(
    app: Flask, people: People
) -> None:
    """The name that was typed stays in the form; nothing else says anything about it."""
    people.user("manager", username="anna")
    pages = [
        _plain(by_screen(app.test_client(), name, "wrong password").text, name)
        for name in ("anna", "nobody")
    ]
    assert pages[0] == pages[1]
