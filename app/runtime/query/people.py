"""Who made or changed records: whom a filter offers, and whose name a number in an address tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, or_, select

from .. import registry
from ..access.staff import any_of_staff, is_staff
from ..accounts.users import Role, User
from .titles import person

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity


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
        statement = statement.where(User.id.in_(ids))
    rows = ctx.session.execute(named(statement, text))
    return [
        {"id": row.id, "title": person(row.first_name, row.last_name, row.username)} for row in rows
    ]


def named(statement: Select[Any], typed: str) -> Select[Any]:
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
