"""January 2026 of domain.md §4.9, and those who look at it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.custom.finance.books import january
from tests.custom.finance.books.conftest import at, database_url, office, town, world
from tests.custom.finance.books.office import ACCOUNTANT, AUDITOR, CASHIER, MANAGER, Office
from tests.support.people import People

__all__ = ["at", "database_url", "office", "town", "world"]


@pytest.fixture
def month(office: Office) -> Office:
    january.play(office)
    return office


@pytest.fixture
def accountant(month: Office, app: Any, people: People) -> Any:
    return people.browser(app, month.town.logins[ACCOUNTANT])


@pytest.fixture
def cashier(month: Office, app: Any, people: People) -> Any:
    return people.browser(app, month.town.logins[CASHIER])


@pytest.fixture
def manager(month: Office, app: Any, people: People) -> Any:
    return people.browser(app, month.town.logins[MANAGER])


@pytest.fixture
def auditor(month: Office, app: Any, people: People) -> Any:
    return people.browser(app, month.town.logins[AUDITOR])
