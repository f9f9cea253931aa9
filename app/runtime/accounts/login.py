"""The one login: screens, REST and the portal all ask here who a name and a password are, and what is still missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import func, select, update

from .. import audit, clock, database, records
from ..context import Actor, Channel, Context
from . import attempts, passwords, second_factor, sessions, settings
from .attempts import TooManyAttempts
from .person import Person, Visit, load
from .sessions import OPEN, Place
from .tables import Account
from .users import User

KEY = User.__tablename__
"""Under this name users stand in the audit log."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A session that was started: its key for the cookie, and its stage."""

    person: Person
    key: str
    stage: str


def authenticate(username: str, password: str, place: Place | None = None) -> int | None:
    """The user's id, or None: unknown, disabled and wrong are one answer, at one cost and with the same statements.

    Raises TooManyAttempts once a name has failed five times, or an address fifty times, in fifteen minutes.
    """
    place = place or Place()
    row, number = _try(username, place)
    known = row is not None and bool(row.active)
    correct = passwords.is_correct(row.password if row is not None and known else None, password)
    if not correct or row is None:
        _failed(row.id if row is not None else None, number, place, "login_failed")
        return None
    with database.current().begin() as session:
        attempts.give_back(session, username, place.address)
        if passwords.is_outdated(row.password):
            # The cost was raised since: only now is the password here to be hashed anew.
            session.execute(
                update(User)
                .where(User.id == row.id, User.password == row.password)
                .values(password=passwords.hash_password(password))
            )
    return int(row.id)


def is_right(person: Person, password: str, place: Place) -> bool:
    """Whether the person at the screen knows the password: counted and locked like a login."""
    return authenticate(person.username, password, place) == person.id


def accept_code(person: Person, code: str, place: Place) -> bool:
    """Whether this is a code of the person's second factor that was never accepted. Raises TooManyAttempts."""
    _row, number = _try(person.username, place)
    ctx = context(person, place)
    with ctx, records.writing(ctx):
        kind = second_factor.accept(ctx.session, person.id, code)
        if kind is not None:
            attempts.give_back(ctx.session, person.username, place.address)
        if kind == "recovery":
            audit.log(ctx, "recovery_code_used", KEY, person.id)
    if kind is None:
        _failed(person.id, number, place, "code_failed")
    return kind is not None


def _try(username: str, place: Place) -> tuple[Any, int]:
    """Count the attempt and read who is meant, in one short transaction."""
    with database.current().begin() as session:
        number = attempts.take(session, username, place.address)
        row = session.execute(
            select(User.id, User.password, User.active).where(
                func.lower(User.username) == username.strip().lower()
            )
        ).first()
    if number is None:
        raise TooManyAttempts
    return row, number


def _failed(user_id: int | None, number: int, place: Place, action: str) -> None:
    """On record, for names that nobody has as well; the name itself is not: people type passwords there."""
    nobody = Context(Actor(None, "anonymous"), channel=_channel(place), ip=place.address)
    with nobody, records.writing(nobody):
        nobody.session.execute(
            update(User)
            .where(User.id == (user_id or 0))
            .values(fail_login_count=func.coalesce(User.fail_login_count, 0) + 1)
        )
        audit.log(nobody, action, KEY, user_id, {"attempt": [None, number]})
        if number >= settings.FAILURES:
            audit.log(nobody, "locked", KEY, user_id)


def enter(
    user_id: int, place: Place, *, code_given: bool = False, instead_of: Visit | None = None
) -> Entered | None:
    """Start a session for who has given the password: open, or waiting for what the account still lacks.

    `code_given`: the second factor was shown in this very login. `instead_of`: the session that ends for it.
    None: no longer active.
    """
    person = load(user_id)
    if person is None:
        return None
    ctx = context(person, place)
    with ctx, records.writing(ctx):
        session = ctx.session
        if instead_of is not None:
            sessions.end(session, person.id, id=instead_of.id)
        stage = missing(session, person, code_given=code_given)
        key = sessions.start(session, person, stage, place)
        if stage == OPEN:
            _complete(ctx, person)
    return Entered(person, key, stage)


def missing(session: Any, person: Person, *, code_given: bool) -> str:
    """What has to be done before the account opens: `code`, `enrol`, `password`, or `open` for nothing."""
    found: Account | None = session.get(Account, person.id)
    if found is not None and found.totp_secret is not None and not code_given:
        return "code"
    if second_factor.is_wanted(person.roles) and (found is None or found.totp_secret is None):
        return "enrol"
    if found is not None and found.must_change:
        return "password"
    return "password" if _is_expired(found) else OPEN


def _is_expired(found: Account | None) -> bool:
    rules = settings.current()
    if not rules.dengbao or rules.demo:
        return False
    since = found.password_set_at if found is not None else None
    return since is None or clock.now() - since > dt.timedelta(days=passwords.DENGBAO_DAYS)


def token_for(user_id: int, code: str, place: Place) -> Person | str:
    """The person who may have a token, or the stage that is missing: a program cannot enrol or choose a password."""
    person = load(user_id)
    if person is None:
        return "password"
    with database.current().read_session() as session:
        stage = missing(session, person, code_given=False)
    if stage == "code" and code:
        if not accept_code(person, code, place):
            return "code"
        with database.current().read_session() as session:
            stage = missing(session, person, code_given=True)
    if stage != OPEN:
        return stage
    ctx = context(person, place)
    with ctx, records.writing(ctx):
        _complete(ctx, person)
    return person


def _complete(ctx: Context, person: Person) -> None:
    attempts.forget(ctx.session, person.username)
    ctx.session.execute(
        update(User)
        .where(User.id == person.id)
        .values(
            login_count=func.coalesce(User.login_count, 0) + 1,
            fail_login_count=0,
            # AppBuilder's column holds a time without a zone
            last_login=clock.now().replace(tzinfo=None),
        )
    )
    audit.log(ctx, "login", KEY, person.id)


def leave(person: Person, place: Place) -> None:
    """End the session of this browser, here and on the server."""
    if person.visit is None:
        return
    ctx = context(person, place)
    with ctx, records.writing(ctx):
        sessions.end(ctx.session, person.id, id=person.visit.id)
        audit.log(ctx, "logout", KEY, person.id)


def context(person: Person, place: Place) -> Context:
    """A context of this person for the framework's own writes."""
    return Context(
        Actor(person.id, person.username, person.roles),
        channel=_channel(place),
        ip=place.address,
    )


def _channel(place: Place) -> Channel:
    return cast("Channel", place.channel)
