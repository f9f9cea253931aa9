"""The company of the journeys, with what its administrator would have made by now."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.generated import models  # noqa: F401 - half of the entities cannot be mapped
from app.runtime import clock, database
from app.runtime.accounts import settings
from app.runtime.accounts.users import User
from app.runtime.clients import manage
from app.runtime.context import Context
from app.runtime.system import Job
from app.runtime.transfer import export, xlsx
from tests.journeys.conftest import company
from tests.support import worlds
from tests.support.people import People
from tests.web.pages import visit

__all__ = ["company"]
NOBODY = "nobody"
"""Stands for whoever has not logged in."""
ROLES = tuple(os.environ.get("ROLES", "").split())
"""Only these are crawled, for somebody who mends their pages; empty: all. Nothing is then proven of what no link leads to."""
ROUTES = re.compile(os.environ.get("ROUTES", ".*"))
"""Only these are opened, besides the first pages."""
STARTS = {NOBODY: ("/login/", "/portal/login", "/portal/register"), "customer": ("/portal/",)}
"""Role → where its crawl begins; all others at home."""


@pytest.fixture(scope="module")
def application(company: str) -> Iterator[Flask]:
    """What is served. Nobody is logged out while the pages of another role are looked at, and of a long file the first rows will do."""
    everything = export.pages

    def first(ctx: Context, wanted: export.Export) -> Iterator[Sequence[Mapping[str, Any]]]:
        return islice(everything(ctx, wanted), 1)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "IDLE", settings.ABSOLUTE)
        for module in (export, xlsx):
            patch.setattr(module, "pages", first)
        yield worlds._flasks[worlds.APPLICATION.name]


@pytest.fixture(scope="module")
def persons(application: Flask) -> dict[str, FlaskClient]:
    """Role → a client of its demo login, and one of nobody."""
    base = database.current()
    people = People(base)
    roles = [role.name for role in worlds.APPLICATION.registry.roles]
    with base.begin() as session:
        named = sa.select(User.username, User.id).where(User.username.in_(roles))
        ids: dict[str, int] = dict(session.execute(named).all())  # type: ignore[arg-type]
    made = {role: people.browser(application, ids[role]) for role in roles}
    _used(made["sysadmin"], ids["sysadmin"])
    return made | {NOBODY: application.test_client()}


def _used(administrator: FlaskClient, id: int) -> None:
    """One of everything that an empty page would hide: an interface's client, a job that failed, an import."""
    with Context.system() as ctx:
        wanted = manage.Wanted(name="meters", username="integrator", scopes=["work_order:read"])
        manage.create(ctx, wanted)
        now = clock.now()
        ctx.session.add(
            Job(name="bulk.run", payload={}, actor_id=id, state="failed", run_at=now, created_at=now, finished_at=now, error="Example: no answer")
        )  # fmt: skip
        ctx.session.commit()
    page = visit(administrator, "/imports/new/ticket_category")
    page.send(file=(io.BytesIO("编码,名称\nX1,示例".encode()), "example.csv"))
