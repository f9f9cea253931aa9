"""Nobody gives rights to himself (domain.md §5, separation of duties)."""

from __future__ import annotations

from app.generated.role_project import RoleProject, role_project_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation


@role_project_hooks.check
def administrator_grants_others(grant: RoleProject, ctx: Context) -> None:
    """An administrator opens projects for others, never for himself."""
    if not ctx.actor.is_system and grant.user_id == ctx.actor.id:
        raise RuleViolation(
            "不能给自己授权，请由另一位管理员操作 / "
            "You cannot grant to yourself; ask another administrator.",
            field="user",
        )
