"""One's own account: who am I, and a new password."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, session
from flask_appbuilder import BaseView, expose
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import EqualTo, InputRequired, Length

from app.runtime.accounts import login
from app.web import person
from app.web.guard import logged_in
from app.web.users import SHORTEST_PASSWORD, role_labels, set_password

required = InputRequired(lazy_gettext("This field is required."))


class PasswordForm(FlaskForm):
    current = PasswordField(lazy_gettext("Current password"), [required])
    password = PasswordField(
        lazy_gettext("New password"),
        [required, Length(min=SHORTEST_PASSWORD, message=lazy_gettext("At least 12 characters."))],
        description=lazy_gettext("At least 12 characters."),
    )
    again = PasswordField(
        lazy_gettext("New password again"),
        [required, EqualTo("password", lazy_gettext("The two passwords differ."))],
    )


class AccountView(BaseView):
    route_base = "/me"
    default_view = "index"

    @expose("/", methods=["GET", "POST"])
    @logged_in
    def index(self) -> Any:
        form = PasswordForm()
        if form.validate_on_submit():
            if login.authenticate(current_user.username, form.current.data) is None:
                form.current.errors = [*form.current.errors, _("The current password is wrong.")]
            else:
                set_password(current_user.id, form.password.data)
                fresh = person.load(current_user.id)
                # Every other session of this person ends here; this one goes on.
                session[person.SESSION_KEY] = fresh.mark if fresh else ""
                flash(_("The password is changed. Other sessions are logged out."), "success")
                return redirect("/me/")
        labels = role_labels()
        roles = [labels.get(role, role) for role in sorted(current_user.roles)]
        page = self.render_template("security/account.html", form=form, roles=roles)
        return page, 422 if form.errors else 200
