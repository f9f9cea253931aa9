"""Users for tests, made as cheaply as rows can be."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from app.runtime.database import Database

PASSWORD = "Correct-Horse-7-Battery"


@cache
def _hash() -> str:
    """One hash for all: argon2 takes its time on purpose."""
    from app.runtime.accounts.passwords import hash_password

    return hash_password(PASSWORD)


@dataclass
class People:
    """Makes users of one database. Every one has PASSWORD."""

    database: Database
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def user(self, *roles: str, username: str | None = None) -> int:
        """A new person with these roles; returns his id."""
        from app.runtime.accounts.users import Role, User

        name = username or f"{roles[0] if roles else 'nobody'}{next(self._numbers)}"
        with self.database.begin() as session:
            found = list(session.scalars(sa.select(Role).where(Role.name.in_(roles))))
            unknown = set(roles) - {role.name for role in found}
            assert not unknown, f"no such role: {', '.join(sorted(unknown))}"
            person = User(
                username=name, first_name=name, last_name="", email=f"{name}@example.com",
                password=_hash(), active=True, roles=found,
            )  # fmt: skip
            session.add(person)
            session.flush()
            return int(person.id)

    def key(self, user_id: int) -> str:
        """An open session of this person, as the login leaves it: what the cookie of a browser holds."""
        from app.runtime.accounts import person, sessions

        known = person.load(user_id)
        assert known is not None, f"user {user_id} is not there or not active"
        with self.database.begin() as session:
            return sessions.start(
                session, known, sessions.OPEN, sessions.Place("127.0.0.1", "test")
            )

    def browser(self, app: Flask, user_id: int) -> FlaskClient:
        """A client in which this person is logged in."""
        from app.web.accounts import visits

        client = app.test_client()
        with app.app_context():
            client.set_cookie(visits.name(visits.NAME), self.key(user_id))
        return client
