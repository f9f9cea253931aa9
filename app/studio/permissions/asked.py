"""About whom the workbench is asked: a user, or an API client as the user that it acts as; found by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select

from app.runtime.access import scopes, user_values
from app.runtime.accounts.users import Role, User
from app.runtime.clients.tables import ApiClient
from app.runtime.context import Actor, Context
from app.runtime.errors import NotFound
from app.runtime.query.titles import person

MOST = 12
"""Names that a search offers."""


@dataclass(frozen=True, slots=True)
class Subject:
    """`key` is what stands in the address: `user-17`, `client-3`."""

    key: str
    title: str
    username: str
    is_client: bool = False
    is_active: bool = True


def found(ctx: Context, text: str) -> list[Subject]:
    """Who fits: the name to log in with, the person's name, the name of a program; two statements."""
    pattern = f"%{text.strip().lower()}%"
    name = User.last_name + User.first_name
    users = ctx.session.execute(
        select(User.id, User.username, User.first_name, User.last_name, User.active)
        .where(or_(*(func.lower(one).like(pattern) for one in (User.username, name))))
        # Whoever is called exactly so stands first.
        .order_by(func.lower(User.username) != text.strip().lower(), User.username)
        .limit(MOST)
    )
    clients = ctx.session.execute(
        select(ApiClient.id, ApiClient.name, User.username)
        .join(User, User.id == ApiClient.user_id)
        .where(func.lower(ApiClient.name).like(pattern))
        .order_by(ApiClient.name)
        .limit(MOST)
    )
    return [_user(row) for row in users] + [
        Subject(f"client-{row.id}", row.name, row.username, is_client=True) for row in clients
    ]


def subject(ctx: Context, key: str) -> tuple[Subject, Actor]:
    """Whom an address names, and the actor that the policies are asked about. Raises NotFound."""
    kind, _, number = key.partition("-")
    if not number.isdecimal() or len(number) > 18 or kind not in ("user", "client"):
        raise NotFound
    id, given, title = int(number), None, ""
    if kind == "client":
        client = ctx.session.get(ApiClient, id)
        if client is None:
            raise NotFound
        id, title = int(client.user_id), client.name
        given = scopes.read(client.scopes, client=client.name, client_id=client.id)
    row = ctx.session.execute(
        select(User.id, User.username, User.first_name, User.last_name, User.active).where(User.id == id)
    ).first()  # fmt: skip
    if row is None:
        raise NotFound
    told = _user(row)
    if given is not None:
        told = Subject(key, title, row.username, is_client=True, is_active=told.is_active)
    return told, actors(ctx, [id], given)[id]


def actors(
    ctx: Context, ids: Sequence[int], given: scopes.Scopes | None = None
) -> dict[int, Actor]:
    """id → the actor with his roles; one statement, `user.x` is read when a scope asks for it."""
    roles: dict[int, set[str]] = {id: set() for id in ids}
    names: dict[int, str] = {}
    held = (
        select(User.id, User.username, Role.name)
        .outerjoin(User.roles)
        .where(User.id.in_(list(roles)))
    )
    for id, username, role in ctx.session.execute(held):
        names[id] = username
        if role:
            roles[id].add(role)
    return {
        id: Actor(
            id, names[id], frozenset(roles[id]),
            load=lambda who, path: user_values.load(ctx.session, who.id, path), scopes=given,
        )
        for id in names
    }  # fmt: skip


def names(ctx: Context, ids: Sequence[int]) -> dict[int, str]:
    """id → what the person is called."""
    found = ctx.session.execute(
        select(User.id, User.username, User.first_name, User.last_name).where(User.id.in_(ids))
    )
    return {row.id: person(row.first_name, row.last_name, row.username) for row in found}


def _user(row: Any) -> Subject:
    title = person(row.first_name, row.last_name, row.username)
    return Subject(f"user-{row.id}", title, row.username, is_active=bool(row.active))
