"""Logging in and out."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, request, session
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import no_cache
from flask_appbuilder.security.views import AuthDBView
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_login import current_user, login_user, logout_user
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField

from app.web import person
from app.web.language import current_language


class LoginForm(FlaskForm):
    username = StringField(lazy_gettext("User name"))
    password = PasswordField(lazy_gettext("Password"))


def own_path(target: str | None, fallback: str = "/") -> str:
    """`target` when it is a path of this site, else `fallback`: no redirect leaves the house."""
    if not target or not target.startswith("/") or target[1:2] in ("/", "\\"):
        return fallback
    if any(ord(letter) < 32 for letter in target):
        return fallback
    return target


class EntranceView(AuthDBView):
    login_template = "security/login.html"

    @expose("/login/", methods=["GET", "POST"])
    @no_cache
    def login(self) -> Any:
        target = own_path(request.args.get("next"))
        if current_user.is_authenticated:
            return redirect(target)
        form = LoginForm()
        failed = False
        if form.validate_on_submit():
            known = self.appbuilder.sm.auth_user_db(form.username.data, form.password.data)
            if known is not None:
                enter(known)
                return redirect(target)
            failed = True
        page = self.render_template(self.login_template, form=form, failed=failed)
        return (page, 401) if failed else page

    @expose("/logout/", methods=["GET", "POST"])
    def logout(self) -> Any:
        """POST ends the session; GET asks first, so that no foreign page can log anybody out."""
        if request.method == "GET":
            return self.render_template("security/logout.html", form=FlaskForm())
        language = current_language()
        logout_user()
        session.clear()
        session["language"] = language
        flash(_("You are logged out."), "success")
        return redirect("/login/")


def enter(known: person.Person) -> None:
    """Start a session of one's own: nothing of an earlier one stays but the language."""
    language = current_language()
    session.clear()
    session["language"] = language
    session[person.SESSION_KEY] = known.mark
    login_user(known, remember=False)
    g.pop("dougong_context", None)
