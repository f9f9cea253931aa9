"""Two requests that both look, find nothing and make the same row: one makes it, the other goes on with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, local
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.runtime import notify, records, saved
from app.runtime.comments import write
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.errors import InvalidState, ValidationFailed
from app.runtime.manual import versions
from app.runtime.personal import preferences
from tests.support.people import People


@contextmanager
def together(database: Database) -> Iterator[None]:
    """Both have looked before either writes. SQLite lets one writer in at a time: there nobody waits."""
    if database.is_sqlite:
        yield
        return
    both, seen = Barrier(2), local()

    def wait(_session: Any, _flush: Any, _instances: Any) -> None:
        if not getattr(seen, "waited", False):
            seen.waited = True
            both.wait(20)

    sa.event.listen(Session, "before_flush", wait)
    try:
        yield
    finally:
        sa.event.remove(Session, "before_flush", wait)


def _keep(ctx: Context) -> None:
    preferences.save(ctx, {"theme": "dark"})


def _notifications(ctx: Context) -> None:
    notify.save(ctx, notify.Choice(language="en"))


def _columns(ctx: Context) -> None:
    from tests.sample.models import Sale

    saved.keep_columns(ctx, Sale, ["total"])


def _view(ctx: Context) -> None:
    from tests.sample.models import Sale

    saved.create(ctx, Sale, saved.Wanted("本周", [("state", "open")]))


def _publish(ctx: Context) -> None:
    from tests.sample.models import Sale

    versions.publish(ctx, Sale)


def _comment(ctx: Context) -> None:
    from tests.sample.models import Sale

    write.add(ctx, Sale, 1, "第一句")


def _acknowledge(ctx: Context) -> None:
    from tests.sample.models import Sale

    versions.acknowledge(ctx, Sale, 1)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (_keep, None),
        (_notifications, None),
        (_columns, None),
        (_view, ValidationFailed),
        (_publish, InvalidState),
        (_acknowledge, None),
        (_comment, None),
    ],
)
def test_of_two_that_make_the_same_row_none_fails_without_a_word(
    database: Database,
    people: People,
    act: Callable[[Context], None],
    told: type[Exception] | None,
) -> None:
    person = people.user("manager")
    if act is _acknowledge:
        with Context.for_user(person) as ctx:
            _publish(ctx)
    if act is _comment:
        # Nothing personal was ever said of it: the first to speak makes the key of its log.
        from tests.sample.models import Sale, Store

        with Context.system() as ctx, records.writing(ctx):
            store = records.create(ctx, Store, {"code": "N", "name": "近店"}).id
            assert records.create(ctx, Sale, {"store": store, "summary": "x"}).id == 1

    def one(_number: int) -> type[Exception] | None:
        with Context.for_user(person) as ctx:
            try:
                act(ctx)
            except (ValidationFailed, InvalidState) as refused:
                return type(refused)
        return None

    with together(database), ThreadPoolExecutor(2) as pool:
        found = list(pool.map(one, range(2)))
    assert found.count(None) == (2 if told is None else 1)
    assert set(found) <= {None, told}
