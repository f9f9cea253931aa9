"""Who is given which roles: nobody by himself, never two that are separate, and never without an audit row."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, inspect, select

from .. import audit, registry
from ..errors import FieldError, Forbidden, ValidationFailed, message
from .users import Role, User

if TYPE_CHECKING:
    from ..context import Context

KEY: str = User.__tablename__
"""Under this name users stand in the audit log."""


def give(ctx: Context, user_id: int, roles: Iterable[str]) -> None:
    """Let the user hold these roles and no others; call it inside `records.writing`.

    Raises Forbidden for one's own account, ValidationFailed for a pair that is separate or a role that is unknown.
    The row of the user is locked first: of two that grant at the same time the second sees what the first gave.
    """
    wanted = set(roles)
    user: Any = ctx.session.scalar(
        select(User)
        .where(User.id == user_id)
        .with_for_update(of=User)
        .execution_options(populate_existing=True)
    )
    ctx.session.expire(user, ["roles"])
    before = {role.name for role in user.roles}
    if wanted == before:
        return
    if not ctx.trusted and ctx.actor.id == user_id:
        raise Forbidden(
            "不能更改自己的角色，请由另一位管理员操作 / "
            "Nobody changes his own roles: ask another administrator.",
            field="roles",
        )
    found = {r.name: r for r in ctx.session.scalars(select(Role).where(Role.name.in_(wanted)))}
    if missing := sorted(wanted - found.keys()):
        told = ", ".join(missing)
        raise _refused(f"没有角色 {told}", f"There is no role {told}.")
    refuse_pairs(wanted)
    user.roles = [found[name] for name in sorted(wanted)]
    ctx.session.flush()
    audit.log(ctx, "grant", KEY, user_id, {"roles": [sorted(before), sorted(wanted)]})


def refuse_pairs(roles: Collection[str]) -> None:
    """Raises ValidationFailed when two of these roles may not be in one hand."""
    known = registry.active()
    for pair in known.separated_roles() if known else ():
        if set(pair) <= set(roles):
            names = [role.label if (role := known.role(name)) else None for name in pair]  # type: ignore[union-attr]
            zh = [n.in_language("zh") if n else p for n, p in zip(names, pair, strict=True)]
            en = [n.in_language("en") if n else p for n, p in zip(names, pair, strict=True)]
            raise _refused(
                f"同一人不能兼任{zh[0]}和{zh[1]}",
                f"One person may not hold both {en[0]} and {en[1]}.",
            )


def _refused(zh: str, en: str) -> ValidationFailed:
    return ValidationFailed([FieldError("roles", "separation", message(zh=zh, en=en))])


# Whoever writes users through the ORM, a hook, a demo or AppBuilder itself, meets the same rule.
@event.listens_for(User, "before_insert")
@event.listens_for(User, "before_update")
def _no_pair_is_stored(_mapper: Any, _connection: Any, user: Any) -> None:
    if inspect(user).attrs.roles.history.has_changes():
        refuse_pairs({role.name for role in user.roles})
