"""Users by name: whom a picker or a filter offers, and whose name a number in an address tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, or_, select

from .. import registry
from ..access.staff import any_of_staff, is_staff
from ..accounts.users import Role, User
from ..values.numbers import PERSON_LIMIT
from .summary import titles_of
from .titles import person

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity
    from ..field import Field

MOST = 1_000


def makers(
    ctx: Context,
    entity: type[Entity],
    *,
    text: str = "",
    ids: Sequence[int] | None = None,
    limit: int = 20,
) -> list[dict[str, Any]]:
    """`{"id", "title"}` of colleagues whose role reads or makes such records, told to colleagues alone.

    Not every user: whoever lives in the portal is no colleague, and any number in an address would tell his name.
    Those who have left are among them, after those who are here. `text` narrows by name, `ids` by number.
    """
    if ids is not None and not ids:
        return []
    if not is_staff(ctx.judge):
        return []
    policy = registry.current().entity(entity).policy
    granted = {*policy.grants("read"), *policy.grants("create")}
    roles = sorted(name for name in granted if any_of_staff([name]))
    statement = (
        select(User.id, User.username, User.first_name, User.last_name)
        .where(User.roles.any(Role.name.in_(roles)))
        .order_by(User.active.desc(), User.username)
        .limit(limit)
    )
    if ids is not None:
        statement = statement.where(User.id.in_(_possible(ids)))
    return _told(ctx, _fitting(statement, text))


def lookup(
    ctx: Context, entity: type[Entity], field: Field, *, text: str, limit: int
) -> list[dict[str, Any]]:
    """`{"id", "title"}` of the active users whom a picker of the field offers."""
    statement = _offered(ctx, entity, field)
    if statement is None:
        return []
    statement = statement.where(User.active.is_(True)).order_by(User.username).limit(limit)
    return _told(ctx, _fitting(statement, text))


def named(ctx: Context, entity: type[Entity], field: Field, ids: Sequence[int]) -> dict[int, str]:
    """id → what the record is called that a ref of the entity may name, of those that the reader could look up.

    For numbers that somebody wrote into an address: they tell no name that he could not find otherwise.
    """
    if field.to != "User":
        return titles_of(ctx, str(field.to), ids)
    statement = _offered(ctx, entity, field)
    wanted = _possible(list(dict.fromkeys(ids))[:MOST])
    if statement is None or not wanted:
        return {}
    return {one["id"]: one["title"] for one in _told(ctx, statement.where(User.id.in_(wanted)))}


def _possible(ids: Sequence[int]) -> list[int]:
    """Without numbers that no person can have: PostgreSQL breaks on more than 32 bits."""
    return [id for id in ids if 0 < id <= PERSON_LIMIT]


def _offered(ctx: Context, entity: type[Entity], field: Field) -> Select[Any] | None:
    """The users whose names a reader may look through at this field; None: nobody's.

    Whoever lives in the portal is offered nobody: his neighbours are users too. They are offered to those of the
    staff alone who may write the field; whoever reads it finds his colleagues.
    """
    if not is_staff(ctx.judge):
        return None
    statement = select(User.id, User.username, User.first_name, User.last_name)
    policy = registry.current().entity(entity).policy
    actions = () if field.is_computed or field.readonly is True else ("create", "update")
    if any(policy.writable(ctx.judge, field.name, action) for action in actions):
        return statement
    staff = [role.name for role in registry.current().roles if not role.portal]
    return statement.where(User.roles.any(Role.name.in_(staff)))


def _told(ctx: Context, statement: Select[Any]) -> list[dict[str, Any]]:
    return [
        {"id": row.id, "title": person(row.first_name, row.last_name, row.username)}
        for row in ctx.session.execute(statement)
    ]


def _fitting(statement: Select[Any], typed: str) -> Select[Any]:
    """Users whose own name holds what was typed, or whose login name begins with it."""
    if not typed:
        return statement
    return statement.where(
        or_(
            User.username.istartswith(typed, autoescape=True),
            User.first_name.icontains(typed, autoescape=True),
            User.last_name.icontains(typed, autoescape=True),
        )
    )
