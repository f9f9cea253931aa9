"""Who takes part: the staff who may read the record. Whoever lives in the portal does not, whatever he may read there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import query
from ..access.staff import is_staff
from ..errors import Forbidden, NotFound

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity


def must_write(ctx: Context, entity: type[Entity], id: int) -> Entity:
    """The record that the person may comment on. Raises NotFound, or Forbidden for a program without the scope."""
    if not is_staff(ctx.actor) or ctx.actor.id is None:
        raise NotFound
    lacking = ctx.actor.lacks(entity.key(), "update")
    if lacking is not None:
        raise Forbidden(lacking, code="client_scope")
    return query.record(ctx, entity, id)
