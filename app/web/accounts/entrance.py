"""Logging in and out: the password, then whatever the account still asks for."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.views import AuthDBView
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField

from app.forms.language import told
from app.runtime.accounts import login
from app.runtime.accounts.attempts import TooManyAttempts
from app.runtime.accounts.login import Entered
from app.runtime.accounts.sessions import OPEN
from app.web.accounts import visits, wishes
from app.web.paths import own_path


class LoginForm(FlaskForm):
    username = StringField(lazy_gettext("User name"))
    password = PasswordField(lazy_gettext("Password"))


class EntranceView(AuthDBView):
    login_template = "security/login.html"

    @expose("/login/", methods=["GET", "POST"])
    def login(self) -> Any:
        target = own_path(request.args.get("next"))
        if current_user.is_authenticated:
            return redirect(target)
        form, status, problem = LoginForm(), 200, ""
        wait: dict[str, str] = {}
        if form.validate_on_submit():
            try:
                entered = by_password(form.username.data, form.password.data, "web")
            except TooManyAttempts as locked:
                status, problem, wait = locked.status, told(locked.message), locked.wait()
            else:
                if entered is not None:
                    return redirect(way_on(entered, target))
                status = 401
                problem = _("User name or password is wrong, or the account is disabled.")
        return self.render_template(self.login_template, form=form, problem=problem), status, wait

    @expose("/logout/", methods=["GET", "POST"])
    def logout(self) -> Any:
        """POST ends the session; GET asks first, so that no foreign page can log anybody out."""
        if request.method == "GET":
            return self.render_template("security/logout.html", form=FlaskForm())
        visits.finish()
        flash(_("You are logged out."), "success")
        return redirect("/login/")


def by_password(username: str | None, password: str | None, channel: str) -> Entered | None:
    """Log in with name and password: a new session, whose key the answer carries. None: refused."""
    place = visits.place(channel)
    user_id = login.authenticate(username or "", password or "", place)
    entered = login.enter(user_id, place) if user_id is not None else None
    if entered is not None:
        visits.begin(entered)
        wishes.entered(entered.person.id)
    return entered


def way_on(entered: Entered, target: str) -> str:
    """Where one wanted to go, or first to what the account still asks for."""
    if entered.stage == OPEN:
        return target
    return url_for(f"StepsView.{entered.stage}", next=target)


__all__ = ["EntranceView", "LoginForm", "by_password", "own_path", "way_on"]
