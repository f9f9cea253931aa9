"""Webhooks and the change feed of API clients: within their scopes, and only as long as they are good."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.runtime import records
from app.runtime.accounts.users import User
from app.runtime.clients import manage
from app.runtime.clients.tables import ApiClient
from app.runtime.context import Context
from app.runtime.database import Database
from tests.rest.conftest import Api, Shop
from tests.rest.problems import fields, problem
from tests.rest.webhooks.conftest import Make, go_on, subscribe
from tests.sample.models import Sale, Store
from tests.support.people import People
from tests.support.receiver import Receiver

pytestmark = pytest.mark.database


@pytest.fixture
def program(app: Flask, ctx: Context, people: People) -> Callable[..., Api]:
    """`program(user, "sale:read")`: an API client that acts as this person."""
    numbers = iter(range(1, 100))

    def make(user: int, *scopes: str) -> Api:
        with records.writing(ctx):
            name = ctx.session.scalars(sa.select(User.username).where(User.id == user)).one()
            wanted = manage.Wanted(f"Program {next(numbers)}", name, scopes)
            client, text = manage.create(ctx, wanted)
            return Api(app.test_client(use_cookies=False), text, user, {"X-Client": str(client.id)})

    return make


def test_the_feed_tells_a_program_what_its_scopes_allow(
    program: Any, people: People, ctx: Context, shop: Shop, sale: int
) -> None:
    own = program(people.user("manager"), "sale:read")
    go_on()
    items = own.get("/changes").get_json()["items"]
    assert {one["entity"] for one in items} == {"sale"}
    assert fields(own.get("/changes?entities=store"), 400) == ["entities"]


def test_a_webhook_of_a_program_is_told_what_its_scopes_allow(
    program: Any,
    people: People,
    ctx: Context,
    shop: Shop,
    there: Receiver,
    database: Database,
) -> None:
    go_on()
    own = program(people.user("manager"), "store:read", "sale:read")
    body = {"name": "x", "url": there.url, "events": ["buyer.*"]}
    assert fields(own.post("/webhooks", body)) == ["events"]
    subscribe(own, there, "store.created", "sale.created")
    records.create(ctx, Store, {"code": "S8", "name": "North"})
    go_on()
    with database.begin() as session:
        session.execute(sa.update(ApiClient).values(scopes="store:read"))
    records.create(ctx, Sale, {"store": shop.here, "summary": "Two lamps"})
    records.create(ctx, Store, {"code": "S9", "name": "South"})
    go_on()
    assert there.events() == ["store.created", "store.created"]


def test_a_revoked_program_is_told_nothing_more(
    program: Any, people: People, ctx: Context, there: Receiver
) -> None:
    own = program(people.user("manager"), "store:read")
    subscribe(own, there, "store.*")
    with records.writing(ctx):
        manage.revoke(ctx, int(own.headers["X-Client"]))
    records.create(ctx, Store, {"code": "S8", "name": "North"})
    go_on()
    assert there.got == []


def test_a_program_sees_its_own_webhooks_alone(
    program: Any, api: Make, people: People, there: Receiver
) -> None:
    user = people.user("manager", "sysadmin")
    person = api(user=user)
    first, second = program(user, "*:read"), program(user, "*:read")
    made = subscribe(first, there, "store.*", name="of the first")
    subscribe(person, there, "store.*", name="of the person")
    assert [one["name"] for one in first.items("/webhooks")] == ["of the first"]
    assert second.items("/webhooks") == []
    problem(second.get(f"/webhooks/{made['id']}"), 404)
    problem(second.post(f"/webhooks/{made['id']}/rotate"), 404)
    assert len(person.items("/webhooks")) == 2


def test_a_program_that_acts_as_somebody_else_is_told_nothing_more_under_the_old_name(
    program: Any, people: People, ctx: Context, there: Receiver
) -> None:
    """Who takes a program's rights away by another account means its webhooks too."""
    own = program(people.user("manager"), "store:read")
    made = subscribe(own, there, "store.*")
    records.create(ctx, Store, {"code": "S8", "name": "North"})
    go_on()
    client, stranger = int(own.headers["X-Client"]), people.user()
    with records.writing(ctx):
        name = ctx.session.scalars(sa.select(User.username).where(User.id == stranger)).one()
        manage.change(ctx, client, manage.Wanted("Program", name, ["store:read"]))
    records.create(ctx, Store, {"code": "S9", "name": "South"})
    go_on()
    assert there.events() == ["store.created"]
    problem(own.get(f"/webhooks/{made['id']}"), 404)
