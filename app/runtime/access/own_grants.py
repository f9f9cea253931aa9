"""Nobody opens rows to himself: the records that `user.x` is read from name somebody else, or the system wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import literal, or_, select

from .. import registry
from ..errors import FieldError, ValidationFailed, message

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity
    from ..writing.write import Write

TOLD = message(
    zh="不能给自己授权，请由另一位管理员操作",
    en="You cannot grant to yourself; ask another administrator.",
)


def refuse(write: Write) -> None:
    """An error at the ref to the user when a person links himself to a record, or his link to another one."""
    if write.ctx.trusted:
        return
    record, me = write.record, write.ctx.actor.id
    for owner, names in _links(write.entity):
        if getattr(record, f"{owner}_id") != me or write.has_error(owner):
            continue
        if any(write.before.get(one) != getattr(record, f"{one}_id") for one in names):
            write.wrong(owner, "own_grant", TOLD)


def refuse_set(
    ctx: Context, entity: type[Entity], ids: Sequence[int], given: Mapping[str, Any]
) -> None:
    """The same of a set that is about to be updated: `given` is column → value or SQL. One statement a link."""
    if ctx.trusted or ctx.actor.id is None:
        return
    for owner, names in _links(entity):
        new = {one: given.get(f"{one}_id", _column(entity, one)) for one in names}
        changed = [
            _column(entity, one).is_distinct_from(new[one]) for one in names if f"{one}_id" in given
        ]
        if not changed:
            continue
        mine = literal(new[owner]) if not hasattr(new[owner], "__clause_element__") else new[owner]
        found = ctx.session.scalar(
            select(entity.id)
            .where(entity.id.in_(ids), mine == ctx.actor.id, or_(*changed))
            .limit(1)
        )
        if found is not None:
            raise ValidationFailed([FieldError(owner, "own_grant", TOLD)])


def _column(entity: Any, name: str) -> Any:
    return getattr(entity, f"{name}_id")


def _links(entity: type[Entity]) -> Iterator[tuple[str, set[str]]]:
    """The refs to a user that `user.x` is read by, each with the refs that say whose rows they open."""
    for value in registry.current().users:
        owner, linked = (
            (value.user_field, value.target_field) if value.through else (value.by, None)
        )
        if entity.meta.name == (value.through or value.to) and owner is not None:
            yield owner, {owner, *([linked] if linked else [])}
