"""One login for each role of the schema: what a demo begins with."""

from __future__ import annotations

from sqlalchemy import select

from app.runtime import registry
from app.runtime.context import Context

from .passwords import hash_password
from .users import Role, User


def for_each_role(ctx: Context, password: str) -> dict[str, User]:
    """Role → its new user, named like the role and flushed (with ids); inside `records.writing`, after `dougong sync`."""
    held = {role.name: role for role in ctx.session.scalars(select(Role))}
    # One hash for all: they share the password, and a hash takes its time on purpose.
    secret = hash_password(password)
    made = {
        role.name: User(
            username=role.name,
            first_name=role.label.in_language("en"),
            last_name="",
            email=f"{role.name}@example.com",
            password=secret,
            active=True,
            roles=[held[role.name]],
        )
        for role in registry.current().roles
    }
    ctx.session.add_all(made.values())
    ctx.session.flush()
    return made
