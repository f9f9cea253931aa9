"""An office with a whole clean month in its books (O9), on a Friday morning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import update

from app.custom.finance.audits.rule import Found, scope_of
from app.custom.finance.audits.rules import RULES
from app.custom.finance.books import periods
from app.generated.accounting_period import AccountingPeriod
from app.generated.company import Company
from app.runtime import records
from app.runtime.context import Context
from app.runtime.database import Database, activate
from tests.custom.crm.conftest import Unmigrated, town
from tests.custom.crm.town import Town
from tests.custom.finance.audits.spoiled import Books
from tests.custom.finance.books import january
from tests.custom.finance.books.office import Office
from tests.support.databases import Databases
from tests.support.people import People
from tests.support.worlds import World

__all__ = ["town"]

FRIDAY = "2026-01-30T10:00:00+08:00"
AFTERWARDS = "2026-02-05T10:00:00+08:00"


@pytest.fixture
def at() -> Iterator[time_machine.Coordinates]:
    """Thursday 2026-02-05, 10:00 in Shanghai."""
    with time_machine.travel(AFTERWARDS, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="module")
def world() -> World:
    """The application, its tables made from the models: migrations have tests of their own."""
    return Unmigrated(name="application", package="app.generated")


@pytest.fixture
def database_url(world: World, databases: Databases, tmp_path: Path) -> Iterator[str]:
    """A database of the test's own, with the town, its books and January in them."""
    url = databases.copy(
        "audited", partial(found, world), tmp_path, after=(world.name, world.migrate)
    )
    yield url
    databases.drop(url)


def found(world: World, url: str) -> None:
    """Build town, books and January in a database without records, once for all tests."""
    world.activate()
    database = Database(url)
    activate(database)
    with time_machine.travel(FRIDAY, tick=False), Context.system() as ctx:
        office = Office(Town(ctx, People(database)).build()).build()
        # Two periods before January, so that there is something to compare with.
        with records.writing(ctx):
            ctx.session.execute(update(Company).values(fiscal_start="2025-12"))
            period = ctx.create(AccountingPeriod, period="2025-12")
            ctx.transition(period, "open")
        january.play(office.found())
        for left in office._open.values():
            left.close()
    database.dispose()


@pytest.fixture
def office(town: Town) -> Office:
    """The people of the office, and the month that they kept."""
    return Office(town).found()


@pytest.fixture
def books(office: Office) -> Books:
    """January, to be spoiled."""
    return Books(office.ctx, office.period())


@pytest.fixture
def audit(office: Office) -> Callable[..., list[tuple[str, Found]]]:
    """What the checks find in a month, without a job and without keeping it: (check, finding)."""

    def look(*codes: str, period: str = "2026-01") -> list[tuple[str, Found]]:
        first, last = periods.span(period)
        office.ctx.session.rollback()
        scope = scope_of(office.ctx, first, last)
        return [
            (code, one) for code in codes or RULES for one in everything(RULES[code].step, scope)
        ]

    return look


def everything(step: Callable[..., tuple[list[Found], object]], scope: object) -> Iterator[Found]:
    """Every part of a check; what it only notes is left out."""
    after = None
    while True:
        told, after = step(scope, after)
        yield from (one for one in told if isinstance(one, Found))
        if after is None:
            return
