"""Who takes part: the staff who may read the record; and where the schema says so (`comments: {portal: …}`), whoever reads it
in the portal, of those comments alone that are shown there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import query
from ..access.staff import is_staff
from ..errors import Forbidden, NotFound

if TYPE_CHECKING:
    from ..context import Actor, Context
    from ..entity import Entity

WRITE = "write"


def is_shown_in_portal(entity: type[Entity]) -> bool:
    """Whether the staff may show comments on such records in the portal."""
    return entity.meta.portal_comments is not None


def may_read(actor: Actor, entity: type[Entity]) -> bool:
    """Whether the person takes part at all; of the record the policy decides."""
    return is_staff(actor) or is_shown_in_portal(entity)


def may_write(actor: Actor, entity: type[Entity]) -> bool:
    return is_staff(actor) or entity.meta.portal_comments == WRITE


def must_write(ctx: Context, entity: type[Entity], id: int) -> Entity:
    """The record that the person may comment on.

    Raises NotFound; Forbidden for a program without the scope, and where the portal only reads.
    """
    if ctx.actor.id is None or not may_read(ctx.actor, entity):
        raise NotFound
    lacking = ctx.actor.lacks(entity.key(), "update")
    if lacking is not None:
        raise Forbidden(lacking, code="client_scope")
    record = query.record(ctx, entity, id)
    if not may_write(ctx.actor, entity):
        raise Forbidden("此处的评论只能查看 / Comments here can only be read.")
    return record
