"""`@login` in a comment: whom it names, who of them may read the record, whom the picker offers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from .. import registry
from ..access import user_values
from ..access.staff import any_of_staff
from ..accounts.users import Role, User
from ..context import Actor
from ..query.titles import person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from ..context import Context
    from ..entity import Entity

MOST = 20
"""So many people one comment may call."""
OFFERED = 8
LONGEST = 64
# Not within a mail address. What follows may be Chinese without a space, so logins are looked for in it.
_AT = re.compile(r"(?<![A-Za-z0-9_.+-])@([^\s@,，。；;：:!！?？、()（）]{1,64})")
_WORD = re.compile(r"[A-Za-z0-9_.\-]+")


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a text names: ids of those who may read the record, and what was typed of all others."""

    people: tuple[int, ...]
    others: tuple[str, ...]


def named(session: Session, entity: type[Entity], id: int, text: str) -> Named:
    """A few statements for each person who is named, MOST at the most."""
    typed = list(dict.fromkeys(match[1] for match in _AT.finditer(text)))[:MOST]
    beginnings = {b for one in typed for n in range(1, len(one) + 1) for b in _spelled(one[:n])}
    if not beginnings:
        return Named((), ())
    known = {
        name.lower(): user_id
        for user_id, name in session.execute(
            select(User.id, User.username).where(
                User.username.in_(sorted(beginnings)), User.active.is_(True)
            )
        )
    }
    people: list[int] = []
    others: list[str] = []
    for one in typed:
        user_id = _longest(one, known)
        if user_id is None or not may_read(session, user_id, entity, id):
            word = _WORD.match(one)
            others.append(word[0] if word else one)
        elif user_id not in people:
            people.append(user_id)
    return Named(tuple(people), tuple(others))


def _spelled(name: str) -> set[str]:
    return {name, name.lower()}


def _longest(typed: str, known: dict[str, int]) -> int | None:
    """The longest login that the text begins with; it ends where a word of Latin letters would."""
    for length in range(len(typed), 0, -1):
        user_id = known.get(typed[:length].lower())
        rest = _WORD.match(typed[length:])
        if user_id is not None and (rest is None or set(rest[0]) <= {".", "-"}):
            return user_id
    return None


def may_read(
    session: Session, user_id: int, entity: type[Entity], id: int, *, staff: bool = True
) -> bool:
    """Whether a person may read the record; `staff`: and is one of the staff."""
    who = user_values.identity(session, user_id)
    if who is None or (staff and not any_of_staff(who.roles)):
        return False
    actor = Actor(user_id, who.username, who.roles).bound(
        lambda one, path: user_values.load(session, one.id, path)
    )
    rows = registry.current().entity(entity).policy.rows(actor, "read")
    statement = select(entity.id).where(entity.id == id, entity.deleted_at.is_(None))
    found = session.scalar(statement if rows is None else statement.where(rows))
    return found is not None


def offered(ctx: Context, entity: type[Entity], text: str) -> Sequence[dict[str, str]]:
    """`{"login", "name"}` of the few of the staff whose role opens such records and whose name fits what was typed."""
    typed = text.strip()[:LONGEST]
    roles = [
        name
        for name in registry.current().entity(entity).policy.grants("read")
        if any_of_staff([name])
    ]
    statement = select(User.username, User.first_name, User.last_name).where(
        User.active.is_(True),
        User.id != ctx.actor.id,
        User.roles.any(Role.name.in_(roles)),
    )
    if typed:
        statement = statement.where(
            or_(
                User.username.istartswith(typed, autoescape=True),
                User.first_name.icontains(typed, autoescape=True),
                User.last_name.icontains(typed, autoescape=True),
            )
        )
    rows = ctx.session.execute(statement.order_by(User.username).limit(OFFERED))
    return [
        {"login": row.username, "name": person(row.first_name, row.last_name, row.username)}
        for row in rows
    ]
