"""Another position may need other rights (4.1): the administrator is told, nothing is granted by itself."""

from __future__ import annotations

from app.custom.crm import people
from app.generated.employee import Employee, employee_hooks
from app.runtime import notify
from app.runtime.context import Context
from app.runtime.errors import message

from .accounts import position_name, roles_of

notify.template(
    "people.rights_to_review",
    zh="{who}（{number}）已调到岗位“{position}”，该岗位的角色：{roles}。请核对其账号权限。",
    en="{who} ({number}) has moved to “{position}”, whose roles are {roles}: look over the rights of the account.",
    title=message(
        zh="{number} 岗位变动，请核对权限", en="{number} has moved: look over the rights"
    ),
)


@employee_hooks.on_update
def moved(employee: Employee, ctx: Context) -> None:
    """Only who has an account, and not while he is being hired."""
    if "position" not in ctx.changes or employee.login_id is None or employee.state == "onboarding":
        return
    ctx.notify(
        people.holders(ctx, "sysadmin", None),
        "people.rights_to_review",
        dedup_key=f"people.rights_to_review {employee.id} {employee.version}",
        record=employee,
        who=employee.name,
        number=str(employee.emp_no),
        position=position_name(ctx, employee.position_id),
        roles="、".join(roles_of(ctx, employee.position_id)),
    )
