"""Who takes part: the staff who may read the record. Whoever lives in the portal does not, whatever he may read there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import query, registry
from ..errors import Forbidden, NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..context import Actor, Context
    from ..entity import Entity


def is_staff(actor: Actor) -> bool:
    """Whether a person has a role outside the portal; the system is one of the staff."""
    return actor.is_system or any_of_staff(actor.roles)


def any_of_staff(roles: Iterable[str]) -> bool:
    """Whether one of these roles belongs to the back office."""
    known = [registry.current().role(name) for name in roles]
    return any(role is not None and not role.portal for role in known)


def must_write(ctx: Context, entity: type[Entity], id: int) -> Entity:
    """The record that the person may comment on. Raises NotFound, or Forbidden for a program without the scope."""
    if not is_staff(ctx.actor) or ctx.actor.id is None:
        raise NotFound
    lacking = ctx.actor.lacks(entity.key(), "update")
    if lacking is not None:
        raise Forbidden(lacking, code="client_scope")
    return query.record(ctx, entity, id)
