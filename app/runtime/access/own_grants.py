"""Nobody opens rows to himself: the records that `user.x` is read from name somebody else, or the system wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import registry
from ..errors import message

if TYPE_CHECKING:
    from ..writing.write import Write

TOLD = message(
    zh="不能给自己授权，请由另一位管理员操作",
    en="You cannot grant to yourself; ask another administrator.",
)


def refuse(write: Write) -> None:
    """An error at the ref to the user when a person links himself to a record, or his link to another one."""
    if write.ctx.trusted:
        return
    name, record, me = write.entity.meta.name, write.record, write.ctx.actor.id
    for value in registry.current().users:
        owner, linked = (
            (value.user_field, value.target_field) if value.through else (value.by, None)
        )
        if name != (value.through or value.to) or owner is None:
            continue
        if getattr(record, f"{owner}_id") != me or write.has_error(owner):
            continue
        names = {owner, *([linked] if linked else [])}
        if any(write.before.get(one) != getattr(record, f"{one}_id") for one in names):
            write.wrong(owner, "own_grant", TOLD)
