"""The demo company, served; and a person of it with a browser."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal, Protocol

import pytest
import time_machine

from app.config import DEMO_PASSWORD
from app.custom import demo
from app.custom.finance.cash.online.sandbox import gateways
from app.runtime import clock, database, notify
from app.runtime.accounts import settings as accounts
from tests.journeys.given import Others
from tests.journeys.task import PHONE, Task, own_menu
from tests.support.databases import Databases
from tests.support.fixtures import spare_the_disk
from tests.support.hands import Hands
from tests.support.site import served
from tests.support.worlds import APPLICATION, settings


@pytest.fixture(scope="module")
def company(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the demo company is served. Tasks leave what they did: each has records of its own."""
    folder = tmp_path_factory.mktemp("company")
    APPLICATION.activate()
    url = databases.copy(APPLICATION.name, APPLICATION.migrate, folder)
    before, ways = accounts.current(), notify.channels.settings()
    made = database.Database(url)
    spare_the_disk(made)
    database.activate(made)
    with time_machine.travel(_wednesday(), tick=True):
        demo.load(size="small", tell=lambda _line: None)
        # As `make run` starts it: residents pay with the made-up wallet, whose notices come by HTTP.
        with served(APPLICATION.flask(settings(url, folder / "data", demo=True))) as address:
            notify.use(notify.channels.Settings(public_url=address))
            accounts.use(replace(accounts.current(), demo=True))
            yield address
    gateways.stop()
    accounts.use(before)
    notify.use(ways)
    made.dispose()
    databases.drop(url)


def _wednesday() -> dt.datetime:
    """The next one at ten in the morning: people are on duty, and no cookie is of yesterday for the browser."""
    today = clock.today()
    day = today + dt.timedelta(days=(2 - today.weekday()) % 7 or 7)
    return dt.datetime.combine(day, dt.time(10), clock.zone())


class AtWork(Protocol):
    """The role's demo login, just logged in, on the first page, nothing counted yet.

    Who has chosen English keeps it, as a person does.
    """

    def __call__(
        self,
        task: Task,
        *,
        language: Literal["zh", "en"] = "zh",
        theme: Literal["light", "dark"] = "light",
    ) -> Hands: ...


@pytest.fixture
def at_work(company: str, browser: Any) -> Iterator[AtWork]:
    """Others have done before what the task names."""
    elsewhere = browser.new_context()
    others = Others(elsewhere.request, company)
    opened: list[Any] = [elsewhere]

    def begin(task: Task, *, language: str = "zh", theme: str = "light") -> Hands:
        if task.given is not None:
            task.given(others)
        context = browser.new_context(
            viewport={"width": task.width, "height": 844 if task.width == PHONE else 900},
            locale="zh-CN",
            color_scheme=theme,
            has_touch=task.width == PHONE,
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(f"{company}{'/portal/login' if task.role == 'customer' else '/login/'}")
        page.fill("[name=username]", task.role)
        page.fill("[name=password]", DEMO_PASSWORD)
        page.click("main form button")
        page.wait_for_load_state("load")
        if language == "en":
            own_menu(Hands(page), "English")
        return Hands(page)

    yield begin
    for context in opened:
        context.close()
