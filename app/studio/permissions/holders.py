"""Who may do this with this record: those who hold a role that is granted it, each asked like the check itself asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.runtime.access import why
from app.runtime.accounts.users import Role, User
from app.runtime.context import Context
from app.runtime.query.titles import person
from app.runtime.registry import EntityEntry
from app.studio.permissions import asked, rights

PAGE = 25
MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Holder:
    """`key` is the person in an address; `roles` those of his that are granted it."""

    key: str
    title: str
    username: str
    roles: tuple[str, ...]
    may: bool


@dataclass(frozen=True, slots=True)
class Holders:
    people: list[Holder]
    has_more: bool


def granted(entry: EntityEntry, action: str) -> tuple[str, ...]:
    """The roles that are granted an action or a step on some rows."""
    return tuple(dict.fromkeys(one.role for one in rights.grants(entry) if one.action == action))


def page(
    ctx: Context, entry: EntityEntry, action: str, record: Any, roles: tuple[str, ...], number: int
) -> Holders:
    """PAGE people who hold one of `roles`, by their login names. Whoever holds no granted role may not, and is not listed.

    A scope is asked of each: the statements of one page are bounded by PAGE, whatever the number of people.
    """
    statement = (
        select(User.id, User.username, User.first_name, User.last_name)
        .where(User.active.is_(True), User.roles.any(Role.name.in_(roles)))
        .order_by(User.username)
        .offset((number - 1) * PAGE)
        .limit(PAGE + 1)
    )
    found, every = ctx.session.execute(statement).all(), granted(entry, action)
    shown = found[:PAGE]
    actors = asked.actors(ctx, [row.id for row in shown])
    people = []
    for row in shown:
        actor = actors[row.id]
        his = Context(actor, ctx.session, channel="studio")
        may = why.tree(his, entry, action, record).holds
        held = tuple(role for role in every if role in actor.roles)
        title = person(row.first_name, row.last_name, row.username)
        people.append(Holder(f"user-{row.id}", title, row.username, held, may))
    return Holders(people, len(found) > PAGE)
