"""What the hand-written scopes of the application mean, said again over plain dicts."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from tests.permissions.oracle import Oracle, Person, Row

SHANGHAI = ZoneInfo("Asia/Shanghai")


def _today() -> dt.date:
    return dt.datetime.now(SHANGHAI).date()


def served(oracle: Oracle, person: Person, customer: Row) -> bool:
    """Customers of the person's projects, or with a home there that is not over."""
    projects = oracle.user(person, ["projects"]) or set()
    homes = [
        home for home in oracle.tables["Occupancy"].values() if home["customer"] == customer["id"]
    ]
    return customer["project"] in projects or any(
        home["project"] in projects and (home["to_date"] is None or home["to_date"] >= _today())
        for home in homes
    )


def at_home(oracle: Oracle, person: Person, order: Row) -> bool:
    """His own orders, and those of his homes made while he lives there."""
    customer = oracle.user(person, ["customer"])
    if customer is not None and order["customer"] == customer:
        return True
    made = order["created_at"].astimezone(SHANGHAI).date()
    return any(
        home["login"] == person.id
        and home["unit"] is not None
        and home["unit"] == order["unit"]
        and home["from_date"] is not None
        and home["from_date"] <= made
        and (home["to_date"] is None or home["to_date"] >= made)
        for home in oracle.tables["Occupancy"].values()
    )


def shown(oracle: Oracle, person: Person, event: Row) -> bool:
    """What is not internal, of the orders that he sees."""
    order: Any = oracle.tables["WorkOrder"].get(event["work_order"])
    return not event["internal"] and order is not None and at_home(oracle, person, order)


SCOPES = {
    ("Customer", "served"): served,
    ("WorkOrder", "at_home"): at_home,
    ("WorkOrderEvent", "shown"): shown,
}
