"""Failed logins, counted before the password is looked at: twenty at one moment get no more guesses than one by one.

A name that nobody has is counted and locked like any other, so the answer tells nothing.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, delete, or_, update
from sqlalchemy.dialects import postgresql, sqlite

from .. import clock
from ..errors import AppError, TooManyRequests, message
from . import keys, settings
from .tables import LoginAttempt

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class TooManyAttempts(TooManyRequests):
    """429: this name or this address is locked; known names and unknown ones are told alike."""

    def __init__(self) -> None:
        minutes = int(settings.LOCKED_FOR.total_seconds() // 60)
        self.retry_after = minutes * 60
        AppError.__init__(
            self,
            message(
                zh=f"失败次数过多，请 {minutes} 分钟后再试，或联系管理员解锁",
                en=f"Too many failed attempts: try again in {minutes} minutes, or ask an administrator to unlock.",
            ),
            [],
            429,
            "locked",
        )

    def wait(self) -> dict[str, str]:
        """The header that says when to come again."""
        return {"Retry-After": str(self.retry_after)}


def of_name(username: str) -> str:
    return keys.keyed("name", username.strip().lower())


def of_address(address: str | None) -> str:
    """One key for an IPv4 address, one for an IPv6 network of a single customer (/64)."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return keys.keyed("address", "unknown")
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return keys.keyed("address", str(found.ipv4_mapped))
        network = ipaddress.ip_network((found, 64), strict=False)
        return keys.keyed("address", str(network))
    return keys.keyed("address", str(found))


def take(session: Session, username: str, address: str | None) -> int | None:
    """Count one attempt; its number of this name. None: the name or the address is locked, nothing may be tried."""
    name = _count(session, of_name(username), settings.FAILURES)
    place = _count(session, of_address(address), settings.FAILURES_OF_ADDRESS)
    return name if name is not None and place is not None else None


def _count(session: Session, key: str, limit: int) -> int | None:
    now = clock.now()
    over = LoginAttempt.last_at <= now - settings.LOCKED_FOR
    dialect: Any = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    statement = (
        dialect.insert(LoginAttempt)
        .values(key=key, count=1, last_at=now)
        .on_conflict_do_update(
            index_elements=["key"],
            set_={"count": case((over, 1), else_=LoginAttempt.count + 1), "last_at": now},
            where=or_(LoginAttempt.count < limit, over),
        )
        .returning(LoginAttempt.count)
    )
    found: int | None = session.scalar(statement)
    return found


def give_back(session: Session, username: str, address: str | None) -> None:
    """The attempt was right, but the login is not complete: earlier failures stay counted."""
    keys = [of_name(username), of_address(address)]
    session.execute(
        update(LoginAttempt)
        .where(LoginAttempt.key.in_(keys), LoginAttempt.count > 0)
        .values(count=LoginAttempt.count - 1)
    )


def forget(session: Session, username: str) -> bool:
    """A complete login, or an administrator's unlocking; whether there was anything."""
    done = session.execute(delete(LoginAttempt).where(LoginAttempt.key == of_name(username)))
    return bool(done.rowcount)  # type: ignore[attr-defined]


def is_locked(session: Session, username: str) -> bool:
    row = session.get(LoginAttempt, of_name(username))
    return (
        row is not None
        and row.count >= settings.FAILURES
        and row.last_at > clock.now() - settings.LOCKED_FOR
    )


def purge(session: Session) -> None:
    """What no longer counts."""
    old = clock.now() - dt.timedelta(days=1)
    session.execute(delete(LoginAttempt).where(LoginAttempt.last_at < old))
