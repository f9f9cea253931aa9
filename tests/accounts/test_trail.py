"""Every account that is made, opened, closed, given a role, locked or helped leaves an audit row, whoever did it and how."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.runtime import records
from app.runtime.accounts import attempts, changes, grants
from app.runtime.accounts.users import Role, User
from app.runtime.context import Context
from app.runtime.database import Database
from tests.accounts.conftest import OTHER, WAYS, code_of, press
from tests.accounts.test_second_factor import set_up
from tests.support.people import PASSWORD, People
from tests.support.trail import on_record
from tests.web.pages import visit

pytestmark = pytest.mark.database


@dataclass
class Scene:
    """An administrator at his screen, and anna."""

    app: Flask
    administrator: FlaskClient
    anna: int
    anna_s: FlaskClient
    database: Database

    def edit(self, **values: Any) -> None:
        assert (
            visit(self.administrator, f"/users/edit/{self.anna}")
            .send(current=PASSWORD, **values)
            .status
            == 302
        )

    def help(self, what: str) -> str:
        page = press(self.administrator, f"/users/access/{self.anna}", what)
        found = re.search(r"/login/link/[A-Za-z0-9_-]{43}", page.text)
        return found.group() if found else ""


@pytest.fixture
def scene(app: Flask, people: People, log_in: Any, login: Any, database: Database) -> Scene:
    anna = people.user("clerk", username="anna")
    return Scene(app, login("sysadmin"), anna, log_in("anna"), database)


def add(scene: Scene) -> None:
    answer = visit(scene.administrator, "/users/add").send(current=PASSWORD,
        username="wang", first_name="小明", email="wang@example.com", password=PASSWORD, roles=["clerk"]
    )  # fmt: skip
    assert answer.status == 302


def use_a_link(scene: Scene) -> None:
    page = visit(scene.app.test_client(), scene.help("link"))
    assert page.send(password=OTHER, again=OTHER).status == 302


def change_the_own_password(scene: Scene) -> None:
    page = visit(scene.anna_s, "/me/")
    assert page.send(current=PASSWORD, password=OTHER, again=OTHER).status in (200, 302)


def add_by_appbuilder(scene: Scene) -> None:
    manager = scene.app.extensions["appbuilder"].sm
    with scene.database.read_session() as session:
        clerk = session.scalars(sa.select(Role).where(Role.name == "clerk")).one()
    with scene.app.app_context():
        manager.add_user("fab", "Fab", "", "fab@example.com", clerk, PASSWORD)


ACTS: dict[str, tuple[Callable[[Scene], object], int]] = {
    "added on the screen": (add, 1),
    "renamed": (lambda scene: scene.edit(first_name="Anne"), 1),
    "given roles": (lambda scene: scene.edit(roles=["manager", "clerk"]), 1),
    "closed": (lambda scene: scene.edit(active=[]), 1),
    "password reset": (lambda scene: scene.edit(password=OTHER), 1),
    "logged out everywhere": (lambda scene: scene.help("end"), 1),
    "second factor removed": (lambda scene: scene.help("second_factor"), 1),
    "by a one-time link": (use_a_link, 1),
    "own password": (change_the_own_password, 1),
    "own second factor": (lambda scene: set_up(scene.anna_s), 1),
    "by AppBuilder itself": (add_by_appbuilder, 1),
}
"""What → (how, accounts that are others afterwards)."""


@pytest.mark.parametrize("act", ACTS)
def test_what_the_screens_do_to_an_account_is_on_record(scene: Scene, act: str) -> None:
    do, changed = ACTS[act]
    with on_record(scene.database, changed=changed) as rows:
        do(scene)
    assert rows
    assert {row.channel for row in rows} <= {"web", "cli"}
    assert PASSWORD not in str([row.diff for row in rows])
    # Nothing is said twice: what the screen logged itself is not added again.
    for name in ("roles", "active", "username"):
        assert len([row for row in rows if name in row.diff and row.action != "grant"]) <= 1


@pytest.mark.parametrize("way", WAYS)
def test_a_lock_and_its_end_are_on_record(scene: Scene, way: str) -> None:
    with on_record(scene.database) as rows:
        for _ in range(6):
            WAYS[way](scene.app.test_client(), "anna", "wrong password")
    assert {"login_failed", "locked"} <= {row.action for row in rows}
    with scene.database.read_session() as session:
        assert attempts.is_locked(session, "anna")
    with on_record(scene.database) as rows:
        scene.help("unlock")
    assert [(row.action, row.record_id) for row in rows] == [("unlocked", scene.anna)]


def test_a_login_with_a_second_factor_is_on_record(
    with_second_factor: Any, app: Flask, log_in: Any, database: Database
) -> None:
    _, secret = with_second_factor("manager", username="bea")
    with on_record(database, changed=1) as rows:
        assert visit(log_in("bea"), "/login/code").send(code=code_of(secret)).status == 302
    assert [row.action for row in rows] == ["login"]


# -- code that writes accounts by itself ---------------------------------------------------------


def new_user(name: str = "otto") -> Any:
    return User(username=name, first_name="Otto", last_name="", email=f"{name}@example.com", active=False)  # fmt: skip


@pytest.mark.parametrize("channel", ["portal", "job", "cli", "rest", "import"])
def test_an_account_that_code_makes_by_itself_is_on_record(
    scene: Scene, database: Database, channel: Any
) -> None:
    """A hook or a job that knows nothing of the log; its text values are said to have changed and not shown."""
    system = Context.system(channel=channel)
    with on_record(database, changed=2) as rows, system as ctx, records.writing(ctx):
        made = new_user()
        made.roles = list(ctx.session.scalars(sa.select(Role).where(Role.name == "buyer")))
        ctx.session.add(made)
        ctx.session.flush()
        made.active = True
        anna = ctx.session.get_one(User, scene.anna)
        anna.active = False
        anna.password = "x"
    said = {row.record_id: (row.action, row.channel, row.diff) for row in rows}
    assert said[scene.anna] == (
        "update", channel, {"active": [True, False], "password": ["•••", "•••"]},
    )  # fmt: skip
    action, _, diff = next(one for id, one in said.items() if id != scene.anna)
    assert action == "create"
    assert (diff["active"], diff["roles"]) == ([None, True], [None, ["buyer"]])
    assert diff["username"] == diff["email"] == [None, "•••"]


def test_what_was_said_is_not_said_again(scene: Scene, database: Database) -> None:
    with on_record(database, changed=1) as rows, Context.system() as ctx, records.writing(ctx):
        changes.set_password(ctx, scene.anna, OTHER)
        grants.give(ctx, scene.anna, ["manager"])
        ctx.session.get_one(User, scene.anna).active = False
    assert [(row.action, sorted(row.diff)) for row in rows] == [
        ("update", ["password"]), ("grant", ["roles"]), ("update", ["active"]),
    ]  # fmt: skip


def test_what_was_undone_is_not_said(scene: Scene, database: Database) -> None:
    class Oops(Exception):
        pass

    with on_record(database, changed=1) as rows, Context.system() as ctx, records.writing(ctx):
        ctx.session.get_one(User, scene.anna).first_name = "Anne"
        with suppress(Oops), records.writing(ctx):
            ctx.session.add(new_user())
            grants.give(ctx, scene.anna, ["manager"])
            raise Oops
    assert [(row.action, row.diff) for row in rows] == [("update", {"first_name": ["•••", "•••"]})]
    with on_record(database, changed=0), Context.system() as ctx, records.dry_run(ctx):
        ctx.session.add(new_user())


def test_an_act_whose_row_cannot_be_written_is_not_done(
    scene: Scene, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: Any) -> None:
        raise OSError("no space")

    monkeypatch.setattr(sys.modules["app.runtime.audit.log"], "release", fail)
    refused = pytest.raises(OSError, match="no space")
    with on_record(database, changed=0), refused, Context.system() as ctx, records.writing(ctx):
        ctx.session.get_one(User, scene.anna).active = False


def test_a_deleted_account_is_on_record(scene: Scene, database: Database) -> None:
    with Context.system() as ctx, records.writing(ctx):
        made = new_user()
        ctx.session.add(made)
    with on_record(database, changed=1) as rows, Context.system() as ctx, records.writing(ctx):
        ctx.session.delete(ctx.session.get_one(User, made.id))
    assert [row.action for row in rows] == ["delete"]
