"""The time: aware UTC inside, the application's time zone at the edges."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "Asia/Shanghai"


def now() -> dt.datetime:
    """Aware UTC."""
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
    return local(now()).date()
