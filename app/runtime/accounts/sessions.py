"""Sessions on the server: the browser holds a random key and nothing else, so that ending one ends it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, or_, select, update

from .. import clock, database
from ..viewing import reading_only
from . import attempts, keys, settings
from .person import Person
from .tables import Account, LoginSession, PasswordLink

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

OPEN = "open"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a login comes from: the address, the browser's name for itself, and the channel."""

    address: str | None = None
    device: str = ""
    channel: str = "web"


def start(session: Session, person: Person, stage: str, place: Place) -> str:
    """A new session; its key, for the cookie. What is over is cleared away on this occasion."""
    now, key = clock.now(), keys.new_key()
    life = settings.ABSOLUTE if stage == OPEN else settings.PENDING
    purge(session)
    session.execute(
        insert(LoginSession).values(
            key_hash=keys.digest(key),
            user_id=person.id,
            mark=person.mark,
            stage=stage,
            created_at=now,
            seen_at=now,
            expires_at=now + life,
            address=(place.address or "")[:45] or None,
            device=place.device[:200],
        )
    )
    return key


def end(session: Session, user_id: int, *, id: int | None = None, but: int | None = None) -> int:
    """End one session of a user, or all of them (`but` one); how many there were."""
    which = delete(LoginSession).where(LoginSession.user_id == user_id)
    if id is not None:
        which = which.where(LoginSession.id == id)
    if but is not None:
        which = which.where(LoginSession.id != but)
    return int(session.execute(which).rowcount)  # type: ignore[attr-defined]


def next_round(session: Session, user_id: int) -> None:
    """End every session and every token of a user, those of programs too."""
    account(session, user_id).round += 1
    session.flush()
    end(session, user_id)


def account(session: Session, user_id: int) -> Account:
    """The account's row, made when it is not there yet."""
    found = session.get(Account, user_id)
    if found is None:
        found = Account(user_id=user_id, round=0, must_change=False, totp_step=0)
        session.add(found)
        session.flush()
    return found


def of_person(session: Session, person: Person) -> list[LoginSession]:
    """What is open for this person now, the latest first."""
    now = clock.now()
    found = session.scalars(
        select(LoginSession)
        .where(
            LoginSession.user_id == person.id,
            LoginSession.mark == person.mark,
            LoginSession.stage == OPEN,
            LoginSession.expires_at > now,
            LoginSession.seen_at > now - settings.IDLE,
        )
        .order_by(LoginSession.seen_at.desc(), LoginSession.id.desc())
        .limit(100)
    )
    return list(found)


def is_due(seen_at: dt.datetime) -> bool:
    """Whether `seen` has something to write: once a minute at most."""
    return clock.now() - seen_at >= settings.SEEN_EVERY


def seen(id: int) -> None:
    """Remember that the session is in use; of several requests at one moment one writes."""
    now = clock.now()
    # The session is the administrator's own, also while it shows somebody else.
    with reading_only.own_write(), database.current().begin() as session:
        session.execute(
            update(LoginSession)
            .where(LoginSession.id == id, LoginSession.seen_at <= now - settings.SEEN_EVERY)
            .values(seen_at=now)
        )


def purge(session: Session) -> None:
    """Sessions that are over or idle, links that are over, attempts that no longer count."""
    now = clock.now()
    session.execute(
        delete(LoginSession).where(
            or_(LoginSession.expires_at <= now, LoginSession.seen_at <= now - settings.IDLE)
        )
    )
    session.execute(delete(PasswordLink).where(PasswordLink.expires_at <= now))
    attempts.purge(session)
