"""What `user.x` means: the identity of a user and the values that the schema's `users:` declares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from .. import registry
from ..accounts.users import User

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..registry import UserValue


@dataclass(frozen=True, slots=True)
class Identity:
    username: str
    roles: frozenset[str]


def identity(session: Session, user_id: int, *, active: bool = True) -> Identity | None:
    """User name and roles; None when there is no such user, or he is disabled and `active` is asked."""
    user = session.get(User, user_id)
    if user is None or (active and not user.active):
        return None
    return Identity(user.username, frozenset(role.name for role in user.roles))


def load(session: Session, user_id: int | None, path: tuple[str, ...]) -> Any:
    """`("employee",)` → an id; `("employee", "department", "path")` → a value; `("projects",)` → ids."""
    declared = next((v for v in registry.current().users if v.name == path[0]), None)
    if declared is None or user_id is None:
        return None
    with session.no_autoflush:
        if declared.through is not None:
            return _ids(session, user_id, declared)
        return _value(session, user_id, declared, path[1:])


def _ids(session: Session, user_id: int, declared: UserValue) -> frozenset[int]:
    link = registry.current().entity(str(declared.through)).entity
    target = getattr(link, f"{declared.target_field}_id")
    user = getattr(link, f"{declared.user_field}_id")
    rows = session.scalars(
        select(target).where(user == user_id, link.deleted_at.is_(None), target.is_not(None))
    )
    return frozenset(rows)


def _value(session: Session, user_id: int, declared: UserValue, rest: tuple[str, ...]) -> Any:
    """One SELECT with a join for every ref on the way; the oldest record wins when there are several."""
    entity = registry.current().entity(declared.to).entity
    start = aliased(entity)
    here: Any = start
    statement = select()
    joins = []
    column: Any = start.id
    for name in rest:
        field = entity.fields().get(name)
        if field is not None and field.type == "ref":
            column = getattr(here, f"{name}_id")
            if name is not rest[-1]:
                entity = registry.current().entity(str(field.to)).entity
                there = aliased(entity)
                joins.append((there, there.id == column))
                here = there
        else:
            column = getattr(here, name)
    statement = select(column).select_from(start)
    for there, on in joins:
        statement = statement.outerjoin(there, on)
    statement = (
        statement.where(getattr(start, f"{declared.by}_id") == user_id, start.deleted_at.is_(None))
        .order_by(start.id)
        .limit(1)
    )
    return session.scalar(statement)
