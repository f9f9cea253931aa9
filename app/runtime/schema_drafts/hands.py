"""Who acts on the schema: an administrator, by number and by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..errors import Forbidden

if TYPE_CHECKING:
    from ..context import Context

ADMINISTRATOR: Final = "sysadmin"


def administrator(ctx: Context) -> int:
    """His id. Raises Forbidden for everybody else."""
    if ctx.person_id is None or ADMINISTRATOR not in ctx.actor.roles:
        raise Forbidden("工作室仅限系统管理员 / The studio is for the system administrator only.")
    return ctx.person_id


def called(first: str | None, last: str | None, login: str) -> str:
    from ..query.titles import person

    return person(first, last, login)
