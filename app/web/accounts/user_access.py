"""What the administrator does about one person's access: unlock, log out everywhere, a one-time link, a lost telephone."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, request
from flask_appbuilder import BaseView, expose
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf import FlaskForm

from app.forms.language import told
from app.forms.numbers import as_person
from app.runtime import records
from app.runtime.accounts import attempts, changes, second_factor
from app.runtime.accounts.users import User
from app.runtime.context import Context
from app.runtime.errors import AppError, Forbidden, NotFound
from app.web.accounts.confirming import must_know_password
from app.web.guard import administrator_only, logged_in
from app.web.reader import context


class UserAccessView(BaseView):
    """`/users/access/17`: a page with four buttons; each is an audited write."""

    route_base = "/users/access"
    default_view = "show"

    @expose("/<pk>", methods=["GET", "POST"])
    @logged_in
    def show(self, pk: str) -> Any:
        administrator_only()
        ctx = context()
        wanted = as_person(pk)
        user = None if wanted is None else ctx.session.get(User, wanted)
        if user is None:
            raise NotFound
        id, link = int(user.id), ""
        if request.method == "POST":
            what = request.form.get("what", "")
            if id == current_user.id and what in ("link", "second_factor"):
                # His own he changes with the password.
                raise Forbidden(
                    "自己的密码和两步验证请在“我的账号”中修改 / Change your own password and second factor under My account."
                )
            if what in ("link", "second_factor"):
                # Either opens another person's account to whoever sits here.
                try:
                    must_know_password(request.form.get("current", ""))
                except AppError as refused:
                    flash(told(refused.message), "danger")
                    return redirect(f"/users/access/{id}")
            with records.writing(ctx):
                if what == "unlock":
                    changes.unlock(ctx, id)
                elif what == "end":
                    changes.end_sessions(ctx, id)
                elif what == "link":
                    link = issued(ctx, id)
                elif what == "second_factor":
                    changes.remove_second_factor(ctx, id)
                else:
                    raise NotFound
            if not link:
                flash(_("Done."), "success")
                return redirect(f"/users/access/{id}")
            # The writing session is closed: what the page shows is read anew.
            user = ctx.session.get_one(User, id)
        return access_page(self, ctx, user, link)


def access_page(view: BaseView, ctx: Context, user: User, link: str = "") -> Any:
    """`link`: one that was just made, shown this once."""
    return view.render_template(
        "security/access.html",
        user=user,
        link=link,
        is_locked=attempts.is_locked(ctx.session, user.username),
        has_second_factor=second_factor.is_on(ctx.session, int(user.id)),
        form=FlaskForm(),
    )


def issued(ctx: Context, user_id: int) -> str:
    """The address at which this person, and nobody else, chooses a password; in the open transaction."""
    return f"{_site()}/login/link/{changes.issue_link(ctx, user_id)}"


def _site() -> str:
    """Where people reach us: the setting, and only without one what this request calls us."""
    known: str = current_app.config["DOUGONG"].public_url
    return (known or request.host_url).rstrip("/")
