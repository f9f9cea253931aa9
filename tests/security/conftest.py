"""The shop of the REST tests, under attack; and what proves that an attack changed nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app.runtime.database import Database
from tests.rest.conftest import Api, Shop, api, database_url, sale, shop

__all__ = ["Api", "Shop", "api", "database_url", "sale", "shop"]

Snapshot = dict[str, list[str]]


@pytest.fixture
def snapshot(database: Database) -> Callable[..., Snapshot]:
    """`snapshot(without=("sys_audit_log",))`: every row of every other table, as text, by table."""

    def take(*, without: tuple[str, ...] = ()) -> Snapshot:
        with database.read_session() as session:
            names = sa.inspect(session.connection()).get_table_names()
            tables = [sa.table(name, sa.column("*", is_literal=True)) for name in names]
            return {
                table.name: sorted(map(str, session.execute(sa.select(table))))
                for table in tables
                if table.name not in without
            }

    return take


def token_of(browser: FlaskClient) -> str:
    """A valid CSRF token of this browser's session, as any of its pages carries it."""
    page = BeautifulSoup(browser.get("/logout/").text, "html.parser")
    field = page.select_one("input[name=csrf_token]")
    assert field is not None
    return str(field["value"])


def send(browser: FlaskClient, url: str, **values: Any) -> Any:
    """POST of a form with a valid token: nothing but the attack itself is wrong with it."""
    return browser.post(url, data={"csrf_token": token_of(browser), **values})
