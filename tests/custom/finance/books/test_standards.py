"""3.1: the books of the other standard, and of a small taxpayer, have codes of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from app.runtime.context import Context
from app.runtime.database import Database, activate
from tests.custom.crm.town import Town
from tests.custom.finance.books.conftest import MOMENT
from tests.custom.finance.books.office import Office
from tests.support.databases import Databases
from tests.support.people import People
from tests.support.worlds import World


@pytest.fixture(params=["cas", "small"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def database_url(kind: str, world: World, databases: Databases, tmp_path: Path) -> str:
    def found(url: str) -> None:
        world.activate()
        database = Database(url)
        activate(database)
        with time_machine.travel(MOMENT, tick=False), Context.system() as ctx:
            standard, taxpayer = ("cas", "general") if kind == "cas" else ("sbe", "small")
            Office(Town(ctx, People(database)).build()).build(standard, taxpayer)
        database.dispose()

    after = (world.name, world.migrate)
    return databases.copy(f"office-{kind}", found, tmp_path, after=after)


def test_vouchers_follow_standard_and_taxpayer(office: Office, kind: str) -> None:
    item = {"fee_item": office.items["WY"].id}
    billed = office.lines(
        office.event("bill_posted", amounts={"gross": 106, "net": 100, "vat": 6}, aux=item)
    )
    paid = office.lines(
        office.event(
            "payment_settled", amounts={"amount": 10, "prepaid": 10}, accounts={"received": "1002"}
        )
    )
    bad = office.lines(office.event("bad_debt", amounts={"amount": 5}))
    if kind == "cas":
        assert [code for code, _, _ in billed] == ["1122", "600101", "22210107"]
        assert (paid[1][0], bad[0][0]) == ("2204", "1231")
    else:
        assert [code for code, _, _ in billed] == ["1122", "500101", "222101"]
        assert (paid[1][0], bad[0][0]) == ("2203", "5711")
