"""Who acts on the schema: an administrator, by number and by name; and whether two of them are two people."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from sqlalchemy import and_, or_, select

from ..accounts.grants import KEY as ACCOUNTS
from ..errors import Forbidden, message
from ..system import AuditLog

if TYPE_CHECKING:
    from ..context import Context

ADMINISTRATOR: Final = "sysadmin"
SETTLED: Final = dt.timedelta(days=7)
"""So long after another administrator made or changed it, an account counts as that administrator's hand."""
CHANGING: Final = ("create", "update", "grant", "password_link", "second_factor_off")
"""Acts upon an account after which somebody else may be able to log in with it."""


def administrator(ctx: Context) -> int:
    """His id. Raises Forbidden for everybody else."""
    if ctx.person_id is None or ADMINISTRATOR not in ctx.actor.roles:
        raise Forbidden("工作室仅限系统管理员 / The studio is for the system administrator only.")
    return ctx.person_id


def must_be_another(ctx: Context, judge: int, author: int) -> None:
    """Raises Forbidden when the judge's account may be in the hands of whoever made it; one statement.

    Made, given a role or a way in within a week: the judge's by any other person, the author's by the judge. What the
    operator did by a command has no person and does not count.
    """
    since = ctx.now - SETTLED
    latest = ctx.session.scalar(
        select(AuditLog.at)
        .where(
            AuditLog.entity == ACCOUNTS,
            AuditLog.at > since,
            AuditLog.action.in_(CHANGING),
            or_(
                and_(AuditLog.record_id == judge, AuditLog.actor_id != judge),
                and_(AuditLog.record_id == author, AuditLog.actor_id == judge),
            ),
        )
        .order_by(AuditLog.at.desc())
        .limit(1)
    )
    if latest is not None:
        days = SETTLED.days
        raise Forbidden(
            message(
                zh=f"审批人或提交人的账号在 {days} 天内被其他管理员新建或更改过：请由第三位系统管理员审批，或满 {days} 天后再批",
                en=f"Another administrator made or changed the account of the judge or of the author within {days} days: a third one approves it, or it waits until then.",
            )
        )


def called(first: str | None, last: str | None, login: str) -> str:
    from ..query.titles import person

    return person(first, last, login)
