"""The time: aware UTC inside, the application's time zone at the edges."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "Asia/Shanghai"


Asked = Literal["day", "moment"]


class _Watch(threading.local):
    asked: set[Asked] | None = None


_watch = _Watch()


@contextmanager
def watched() -> Iterator[set[Asked]]:
    """What of the time was asked inside, on this thread: whoever keeps a result must know how long it is good for."""
    before, asked = _watch.asked, set[Asked]()
    _watch.asked = asked
    try:
        yield asked
    finally:
        _watch.asked = before
        if before is not None:
            before |= asked


def now() -> dt.datetime:
    """Aware UTC."""
    if _watch.asked is not None:
        _watch.asked.add("moment")
    return dt.datetime.now(dt.UTC)


@lru_cache(maxsize=64)
def _named(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def zone() -> ZoneInfo:
    """The application's time zone; the default one while no application is active (tools, tests)."""
    from . import registry

    active = registry.active()
    return _named(active.app.timezone if active is not None else DEFAULT_ZONE)


def local(moment: dt.datetime) -> dt.datetime:
    """`moment` in the application's time zone."""
    return moment.astimezone(zone())


def today() -> dt.date:
    """The date in the application's time zone."""
    if _watch.asked is not None:
        _watch.asked.add("day")
    return local(dt.datetime.now(dt.UTC)).date()


def day_of(text: str) -> dt.date | None:
    """A day as it stands in an address; years that no calendar turns to are none."""
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2200 else None
