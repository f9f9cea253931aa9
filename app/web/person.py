"""Who is logged in, read in one statement: what Flask-Login keeps for a request instead of an ORM object."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import session
from flask_login import UserMixin, current_user
from sqlalchemy import BigInteger, Select, and_, cast, func, literal, null, select, union_all

from app.runtime import database, registry
from app.runtime.accounts.users import Role, User

SESSION_KEY = "login_mark"
ADMINISTRATOR = "sysadmin"
"""The role that manages users and opens the studio."""


@dataclass(frozen=True, slots=True, eq=False)
class Person(UserMixin):
    """The facts that every page needs. Roles are names: what they may do is in the policies, in memory."""

    id: int
    username: str
    first_name: str
    last_name: str
    roles: frozenset[str]
    mark: str
    values: Mapping[tuple[str, ...], Any] = field(default_factory=dict)

    def get_id(self) -> str:
        return str(self.id)

    def get_full_name(self) -> str:
        """Flask-AppBuilder's name for it. Chinese names have no space and start with the family name."""
        if any("\u4e00" <= letter <= "\u9fff" for letter in self.last_name + self.first_name):
            return f"{self.last_name}{self.first_name}"
        return f"{self.first_name} {self.last_name}".strip() or self.username


def mark_of(password_hash: str | None) -> str:
    """What a session remembers of the password: a new password ends every older session."""
    return hashlib.sha256((password_hash or "").encode()).hexdigest()[:24]


def load(user_id: int) -> Person | None:
    """An active user, his roles and his first-level `user.x` values, in one statement; None for anybody else."""
    with database.current().read_session() as reading:
        rows = list(reading.execute(_statement(user_id)))
    person = next((row for row in rows if row.kind == "user"), None)
    if person is None:
        return None
    declared = registry.current().users
    values: dict[tuple[str, ...], Any] = {}
    for value in declared:
        ids = [row.number for row in rows if row.kind == f"value {value.name}"]
        if value.through is not None:
            values[(value.name,)] = frozenset(i for i in ids if i is not None)
        else:
            values[(value.name,)] = ids[0] if ids else None
    return Person(
        id=user_id,
        username=person.one,
        first_name=person.two,
        last_name=person.three,
        roles=frozenset(row.one for row in rows if row.kind == "role"),
        mark=mark_of(person.four),
        values=values,
    )


def _row(kind: str, *columns: Any, number: Any = None) -> Select[Any]:
    texts = [*columns, *([literal("")] * (4 - len(columns)))]
    return select(
        literal(kind).label("kind"),
        *(
            column.label(name)
            for column, name in zip(texts, ("one", "two", "three", "four"), strict=True)
        ),
        (number if number is not None else cast(null(), BigInteger)).label("number"),
    )


def _statement(user_id: int) -> Any:
    active = and_(User.id == user_id, User.active.is_(True))
    password = func.coalesce(User.password, "")
    parts = [
        _row("user", User.username, User.first_name, User.last_name, password).where(active),
        _row("role", Role.name).select_from(User).join(User.roles).where(active),
    ]
    for value in registry.current().users:
        kind = f"value {value.name}"
        if value.through is not None:
            link = registry.current().entity(value.through).entity
            owner = getattr(link, f"{value.user_field}_id")
            part = _row(kind, number=getattr(link, f"{value.target_field}_id"))
            parts.append(part.where(owner == user_id, link.deleted_at.is_(None)))
        else:
            entity = registry.current().entity(value.to).entity
            owner = getattr(entity, f"{value.by}_id")
            # The oldest record wins when there are several, as in user_values.
            part = _row(kind, number=func.min(entity.id))
            parts.append(part.where(owner == user_id, entity.deleted_at.is_(None)))
    return union_all(*parts)


def load_for_session(user_id: int) -> Person | None:
    """The person of this browser session, unless his password has changed since he logged in."""
    person = load(user_id)
    if person is None or session.get(SESSION_KEY) != person.mark:
        return None
    return person


def is_administrator() -> bool:
    """Whether the person at the screen manages users and the studio."""
    return bool(current_user.is_authenticated) and ADMINISTRATOR in current_user.roles
