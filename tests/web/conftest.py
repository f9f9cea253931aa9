"""A small shop with two stores, people who see different halves of it, and a count of statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.runtime import database as active
from app.runtime import records
from app.runtime.context import Context
from tests.support.databases import Databases
from tests.support.filled import filled, what_was_made
from tests.support.people import People
from tests.support.statements import heard
from tests.support.worlds import World


@dataclass
class Shop:
    """Ids of what there is. The clerk works in the first store only."""

    near: int
    far: int
    clerk_user: int
    clerk: int
    other_clerk: int
    buyers: list[int]
    articles: list[int]
    sales: list[int]
    far_sale: int


@pytest.fixture
def database_url(
    request: pytest.FixtureRequest, world: World, databases: Databases, tmp_path: Path
) -> Iterator[str]:
    """A database of the test's own; with the shop in it where the test asks for that."""
    if "shop" in request.fixturenames:
        url = filled(databases, world, "web_shop", _open, tmp_path)
    else:
        url = databases.copy(world.name, world.migrate, tmp_path)
    yield url
    databases.drop(url)


@pytest.fixture
def shop(app: Flask, databases: Databases) -> Shop:
    return Shop(**what_was_made(databases, "web_shop"))


def _open(ctx: Context, people: People) -> Shop:
    from tests.sample.models import Article, Buyer, Clerk, Keyword, Sale, Store, StoreRole

    clerk_user = people.user("clerk", username="clerk")
    with records.writing(ctx):
        near = records.create(ctx, Store, {"code": "N", "name": "近店"}).id
        far = records.create(ctx, Store, {"code": "F", "name": "远店"}).id
        records.create(ctx, StoreRole, {"user": clerk_user, "store": near})
        clerk = records.create(ctx, Clerk, {"login": clerk_user, "name": "林艳", "store": near}).id
        other = records.create(ctx, Clerk, {"name": "黄娜", "store": far}).id
        buyers = [
            records.create(ctx, Buyer, {"name": name, "phone": f"1390000000{n}"}).id
            for n, name in enumerate(["王小明", "李芳", "<b>张伟</b>"])
        ]
        word = records.create(ctx, Keyword, {"name": "热销"}).id
        articles = [
            records.create(
                ctx, Article, {"name": name, "price": "45.50", "cost": "30", "keywords": [word]}
            ).id
            for name in ("大米", "菜油")
        ]
        sales = [
            records.create(
                ctx,
                Sale,
                {
                    "store": near,
                    "buyer": buyers[n % 3],
                    "summary": f"订单{n}",
                    "clerk": clerk,
                    "internal_note": "熟客",
                    "lines": [{"article": articles[0], "count": 2, "price": "10"}],
                },
            ).id
            for n in range(3)
        ]
        far_sale = records.create(ctx, Sale, {"store": far, "summary": "远处的订单"}).id
    return Shop(near, far, clerk_user, clerk, other, buyers, articles, sales, far_sale)


@pytest.fixture
def manager(login: Callable[..., FlaskClient], shop: Shop) -> FlaskClient:
    return login("manager")


@pytest.fixture
def clerk(app: Flask, people: People, shop: Shop) -> FlaskClient:
    return people.browser(app, shop.clerk_user)


@pytest.fixture
def statements() -> Callable[[], Any]:
    """`with statements() as seen:` gathers the SQL of what happens inside, without BEGIN and the like."""

    return lambda: heard(active.current())
