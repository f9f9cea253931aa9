"""Showing a sensitive value: a permission, a reason, and a row of the audit log in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from .. import audit, registry
from ..errors import FieldError, Forbidden, NotFound, ValidationFailed, message
from ..writing.transaction import transaction

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity

SHORTEST_REASON = 5
LONGEST_REASON = 500


def fields(ctx: Context, entity: type[Entity]) -> list[str]:
    """The sensitive fields that the actor may see unmasked in some row; a secret is never shown."""
    policy = registry.current().entity(entity).policy
    if not policy.rows_possible(ctx.judge, "reveal"):
        return []
    return [
        name
        for name, field in entity.fields().items()
        if field.is_sensitive and field.type != "secret" and policy.readable(ctx.judge, name)
    ]


def reveal(
    ctx: Context, entity: type[Entity], id: int, names: Sequence[str], *, reason: str
) -> dict[str, Any]:
    """field → stored value. Raises NotFound, Forbidden, or ValidationFailed at `reason` and `fields`."""
    entry = registry.current().entity(entity)
    reason = _checked(reason)
    with transaction(ctx):
        record = _record(ctx, entity, id)
        decision = entry.policy.may(ctx.judge, "reveal", record, ctx.session)
        if decision.reason is not None:
            raise Forbidden(decision.reason)
        mine = entry.policy.fields_on(ctx.judge, record, ctx.session, use="read", action="read")
        offered = [name for name in fields(ctx, entity) if name in mine]
        unknown = [name for name in names if name not in offered]
        if unknown or not names:
            told = message(
                zh=f"可查看的字段：{'、'.join(offered) or '无'}",
                en=f"Fields that can be revealed: {', '.join(offered) or 'none'}.",
            )
            raise ValidationFailed([FieldError("fields", "choice", told)])
        found = {name: getattr(record, name) for name in names}
        audit.log(ctx, "reveal", entity.key(), id, {"fields": sorted(found), "note": reason})
    return found


def _record(ctx: Context, entity: Any, id: int) -> Any:
    policy = registry.current().entity(entity).policy
    granted = policy.rows(ctx.judge, "read")
    statement = select(entity).where(entity.id == id, entity.deleted_at.is_(None))
    found = ctx.session.scalar(statement if granted is None else statement.where(granted))
    if found is None:
        raise NotFound
    return found


def _checked(reason: str) -> str:
    text = " ".join(reason.split())
    if not SHORTEST_REASON <= len(text) <= LONGEST_REASON:
        told = message(
            zh=f"请说明理由，{SHORTEST_REASON} 至 {LONGEST_REASON} 个字",
            en=f"Say why, in {SHORTEST_REASON} to {LONGEST_REASON} characters.",
        )
        raise ValidationFailed([FieldError("reason", "required", told)])
    return text
