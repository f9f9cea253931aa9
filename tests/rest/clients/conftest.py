"""Programs that act for a user."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.runtime import records
from app.runtime.accounts.users import User
from app.runtime.clients import budget, manage
from app.runtime.context import Context
from tests.rest.conftest import Api
from tests.support.people import People


@pytest.fixture(autouse=True)
def _nothing_in_hand() -> Iterator[None]:
    """What this process has leased belongs to the database of the test."""
    budget.forget()
    yield
    budget.forget()


@pytest.fixture
def program(app: Flask, ctx: Context, people: People) -> Callable[..., Api]:
    """`program("manager", "sale:read")`: an API client that acts as a new manager."""
    numbers = iter(range(1, 100))

    def make(role: str, *scopes: str, user: int | None = None, **more: Any) -> Api:
        who = people.user(role) if user is None else user
        with records.writing(ctx):
            name = ctx.session.scalars(sa.select(User.username).where(User.id == who)).one()
            wanted = manage.Wanted(f"Program {next(numbers)}", name, scopes, **more)
            client, text = manage.create(ctx, wanted)
            return Api(app.test_client(use_cookies=False), text, who, {"client": str(client.id)})

    return make
