"""Integrators of the shop: people with a token, and a few records to work on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.rest.protocol.authentication import new_token
from app.runtime import records
from app.runtime.context import Context
from app.runtime.database import Database
from tests.sample.models import Article, Buyer, Clerk, Sale, Store, StoreRole
from tests.support.databases import Databases
from tests.support.filled import filled, what_was_made
from tests.support.people import People
from tests.support.statements import heard
from tests.support.worlds import World


@dataclass
class Api:
    """A program that acts as one person: a client without cookies, and a token."""

    client: FlaskClient
    token: str
    user: int
    headers: dict[str, str] = field(default_factory=dict)

    def send(self, method: str, path: str, **given: Any) -> TestResponse:
        """`path` below /api/v1; `json=` or `data=`; `headers=` add to the token's."""
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Accept-Language": "en",
            **self.headers,
            **given.pop("headers", {}),
        }
        # Buffered: a file that is sent is closed with the answer.
        return self.client.open(
            f"/api/v1{path}", method=method, headers=headers, buffered=True, **given
        )

    def get(self, path: str, **given: Any) -> TestResponse:
        return self.send("GET", path, **given)

    def post(self, path: str, json: Any = None, **given: Any) -> TestResponse:
        return self.send("POST", path, json={} if json is None else json, **given)

    def patch(self, path: str, json: Any, *, etag: str | None = None, **given: Any) -> TestResponse:
        headers = {**given.pop("headers", {}), **({"If-Match": etag} if etag else {})}
        return self.send("PATCH", path, json=json, headers=headers, **given)

    def delete(self, path: str, **given: Any) -> TestResponse:
        return self.send("DELETE", path, **given)

    def items(self, path: str) -> list[dict[str, Any]]:
        """The items of a list that must succeed."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.get_json()["items"]
        return found


@pytest.fixture
def api(app: Flask, people: People) -> Callable[..., Api]:
    """`api("manager")`: a program of a new person with these roles, holding a token as the login gives it."""

    def make(*roles: str, user: int | None = None) -> Api:
        who = people.user(*roles) if user is None else user
        with app.app_context():
            token = new_token(who)
        assert token is not None, f"user {who} is not there or not active"
        return Api(app.test_client(use_cookies=False), token, who)

    return make


@dataclass
class Shop:
    """Two stores, a clerk of the first, a buyer, an article."""

    here: int
    there: int
    clerk_user: int
    clerk: int
    buyer_user: int
    buyer: int
    article: int


@pytest.fixture
def database_url(
    request: pytest.FixtureRequest, world: World, databases: Databases, tmp_path: Path
) -> Iterator[str]:
    """A database of the test's own; with the shop in it where the test asks for that."""
    if "shop" in request.fixturenames:
        url = filled(databases, world, "rest_shop", _open, tmp_path)
    else:
        url = databases.copy(world.name, world.migrate, tmp_path)
    yield url
    databases.drop(url)


@pytest.fixture
def shop(ctx: Context, databases: Databases) -> Shop:
    return Shop(**what_was_made(databases, "rest_shop"))


def _open(ctx: Context, people: People) -> Shop:
    clerk_user = people.user("clerk", username="clerk_of_the_shop")
    buyer_user = people.user("buyer", username="buyer_of_the_shop")
    with records.writing(ctx):
        here = records.create(ctx, Store, {"code": "S1", "name": "East"}).id
        there = records.create(ctx, Store, {"code": "S2", "name": "West"}).id
        records.create(ctx, StoreRole, {"user": clerk_user, "store": here})
        clerk = records.create(
            ctx, Clerk, {"login": clerk_user, "name": "Li", "store": here, "wage": "5000"}
        ).id
        buyer = records.create(
            ctx, Buyer, {"login": buyer_user, "name": "Wang", "phone": "13800138000"}
        ).id
        article = records.create(ctx, Article, {"name": "Lamp", "price": "120.50", "cost": "80"}).id
    return Shop(here, there, clerk_user, clerk, buyer_user, buyer, article)


@pytest.fixture
def sale(ctx: Context, shop: Shop) -> int:
    """A new sale of the first store, with one line and a note that buyers do not see."""
    values = {
        "store": shop.here,
        "buyer": shop.buyer,
        "summary": "Two lamps",
        "internal_note": "a difficult buyer",
        "lines": [{"article": shop.article, "count": "2", "price": "120.50"}],
    }
    return int(records.create(ctx, Sale, values).id)


@pytest.fixture
def statements(database: Database) -> Callable[[], Any]:
    """`with statements() as seen:` collects the SQL statements of both engines."""

    return lambda: heard(database)
