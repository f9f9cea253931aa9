"""Who is told: ids, role names, records that stand for people, and lists of these → the ids of active users."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from .. import registry
from ..accounts.users import Role, User, user_roles
from ..entity import Entity

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

E = TypeVar("E", bound=Entity)
MOST_IDS = 5000
Recipient = Any
"""A user's id, the name of a role, a record that stands for a person, or several of these."""

_resolvers: dict[str, Callable[[Any], int | None]] = {}


def resolver(entity: type[E]) -> Callable[[Callable[[E], int | None]], Callable[[E], int | None]]:
    """Declare who a record of `entity` is: `fn(record) -> user id or None`.

    Not needed for entities that `users:` of the schema names: their `by` field says it.
    """

    def declare(function: Callable[[E], int | None]) -> Callable[[E], int | None]:
        _resolvers[entity.meta.name] = function
        return function

    return declare


def resolve(session: Session, recipients: Recipient) -> set[int]:
    """The ids of the active users meant by ids, role names, records and lists of these."""
    people: set[int] = set()
    roles: set[str] = set()
    _sort(recipients, people, roles)
    unknown = [name for name in roles if registry.current().role(name) is None]
    if unknown:
        raise LookupError(f"No such role: {', '.join(sorted(unknown))}.")
    if roles:
        people |= set(
            session.scalars(
                select(user_roles.c.user_id)
                .join(Role, Role.id == user_roles.c.role_id)
                .where(Role.name.in_(list(roles)))
            )
        )
    return active(session, people)


def active(session: Session, people: set[int]) -> set[int]:
    """Those of these users who may log in, some thousand a statement: databases bound what one may carry."""
    ids, found = sorted(people), set[int]()
    for start in range(0, len(ids), MOST_IDS):
        part = ids[start : start + MOST_IDS]
        found |= set(
            session.scalars(select(User.id).where(User.id.in_(part), User.active.is_(True)))
        )
    return found


def _sort(given: Recipient, people: set[int], roles: set[str]) -> None:
    if given is None:
        return
    if isinstance(given, str):
        roles.add(given)
    elif isinstance(given, int):
        people.add(given)
    elif isinstance(given, User):
        people.add(int(given.id))
    elif isinstance(given, Entity):
        person = _person(given)
        if person is not None:
            people.add(person)
    else:
        for one in given:
            _sort(one, people, roles)


def _person(record: Entity) -> int | None:
    """The user behind a record; None when he has no login."""
    name = record.meta.name
    if name in _resolvers:
        return _resolvers[name](record)
    for value in registry.current().users:
        if value.to == name and value.by:
            found: int | None = getattr(record, f"{value.by}_id")
            return found
    raise TypeError(f"A record of {name} is nobody; declare @notify.resolver({name}).")
