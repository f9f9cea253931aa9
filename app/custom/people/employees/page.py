"""GET/POST /people/account/<employee>: the administrator opens an account; the link for one use is shown once (4.1)."""

from __future__ import annotations

from typing import Any

from flask import current_app, render_template, request

from app.forms.language import current_language
from app.generated.employee import Employee
from app.runtime import query, registry
from app.runtime.accounts.users import User
from app.runtime.context import Context
from app.runtime.errors import AppError
from app.runtime.field import label
from app.web.staff_pages import staff_page

from . import accounts

ADMINISTRATORS = ("sysadmin",)


@staff_page(
    "/people/account/<int:id>",
    name="people_account",
    label=label(zh="开通账号", en="Open an account"),
    roles=ADMINISTRATORS,
    methods=("GET", "POST"),
    beside=Employee,
)
def account(ctx: Context, id: int) -> Any:
    """What would be opened, and after the press what was; NotFound for whom he may not see."""
    language = current_language()
    row = query.get(ctx, Employee, id)
    opened, problem = None, ""
    if request.method == "POST":
        try:
            opened = accounts.open_for(ctx, id)
        except AppError as refused:
            problem = refused.message.in_language(language)
    him = ctx.session.get(Employee, id)
    position = him.position_id if him is not None else 0
    names = {role.name: role.label.in_language(language) for role in registry.current().roles}
    login = ctx.session.get(User, him.login_id) if him is not None and him.login_id else None
    return render_template(
        "people/account.html",
        row=row,
        opened=opened,
        problem=problem,
        username=login.username if login is not None else "",
        user=login.id if login is not None else None,
        position=accounts.position_name(ctx, position),
        roles=[names.get(role, role) for role in accounts.roles_of(ctx, position)],
        link=f"{_site()}/login/link/{opened.key}" if opened is not None else "",
        language=language,
    ), (409 if problem else 200)


def _site() -> str:
    """Where people reach us: the setting, and only without one what this request calls us."""
    known: str = current_app.config["DOUGONG"].public_url
    return (known or request.host_url).rstrip("/")
