"""Between the password and the open account: the second factor, its setting up, a password of one's own, a one-time link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import BaseView, expose
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from app.forms.language import told
from app.runtime import audit, records
from app.runtime.accounts import changes, login, passwords, second_factor, sessions
from app.runtime.accounts.attempts import TooManyAttempts
from app.runtime.accounts.person import Person
from app.runtime.context import Actor, Context
from app.runtime.errors import ValidationFailed
from app.web.accounts import visits
from app.web.accounts.entrance import way_on
from app.web.paths import own_path

required = InputRequired(lazy_gettext("This field is required."))


class CodeForm(FlaskForm):
    code = StringField(
        lazy_gettext("Code"),
        [required, Length(max=40)],
        description=lazy_gettext("Six digits of your authenticator, or a recovery code."),
    )


class EnrolForm(FlaskForm):
    sealed = HiddenField()
    code = StringField(
        lazy_gettext("Code"),
        [required, Length(max=40)],
        description=lazy_gettext("The six digits that your authenticator shows now."),
    )


class NewPasswordForm(FlaskForm):
    password = PasswordField(
        lazy_gettext("New password"),
        [required, Length(max=passwords.LONGEST)],
        description=lazy_gettext("At least 12 characters, nothing that others would guess."),
    )
    again = PasswordField(
        lazy_gettext("New password again"),
        [required, EqualTo("password", lazy_gettext("The two passwords differ."))],
    )


class StepsView(BaseView):
    """Each page serves only a browser whose session waits at this very stage; everybody else goes to the login."""

    route_base = "/login"
    default_view = "code"

    @expose("/code", methods=["GET", "POST"])
    def code(self) -> Any:
        person = _waiting("code")
        if person is None:
            return _to_login()
        form, status, problem = CodeForm(), 200, ""
        if form.validate_on_submit():
            try:
                if login.accept_code(person, form.code.data, visits.place()):
                    return _go_on(person, code_given=True)
                status, problem = 401, _("This code is wrong, or it was used already.")
            except TooManyAttempts as locked:
                status, problem = locked.status, told(locked.message)
        page = self.render_template("security/code.html", form=form, problem=problem)
        return page, status

    @expose("/enrol", methods=["GET", "POST"])
    def enrol(self) -> Any:
        person = _waiting("enrol")
        if person is None:
            return _to_login()
        return enrolment(self, person, lambda: _next(person, code_given=True))

    @expose("/password", methods=["GET", "POST"])
    def password(self) -> Any:
        person = _waiting("password")
        if person is None:
            return _to_login()
        form = NewPasswordForm()
        if form.validate_on_submit():
            ctx = login.context(person, visits.place())
            try:
                with ctx, records.writing(ctx):
                    changes.set_password(ctx, person.id, form.password.data)
            except ValidationFailed as refused:
                form.password.errors = [told(one.message) for one in refused.errors]
            else:
                # Whoever waits here has shown what else was asked: the password comes last.
                return _go_on(person, code_given=True)
        return self._new_password(form)

    @expose("/link/<key>", methods=["GET", "POST"])
    def link(self, key: str) -> Any:
        """Opening the page uses nothing up: only the new password does."""
        form = NewPasswordForm()
        with Context(Actor(None, "anonymous"), channel="web", ip=request.remote_addr) as ctx:
            changes.owner_of_link(ctx.session, key)
            if form.validate_on_submit():
                try:
                    with records.writing(ctx):
                        changes.use_link(ctx, key, form.password.data)
                except ValidationFailed as refused:
                    form.password.errors = [told(one.message) for one in refused.errors]
                else:
                    flash(_("The password is set. Log in with it."), "success")
                    return redirect("/login/")
        return self._new_password(form)

    @expose("/forgotten", methods=["GET"])
    def forgotten(self) -> Any:
        """Asks for no name, so it tells nobody who has an account."""
        return self.render_template("security/forgotten.html")

    def _new_password(self, form: NewPasswordForm) -> Any:
        page = self.render_template("security/password.html", form=form)
        return page, 422 if form.errors else 200


def enrolment(view: Any, person: Person, done: Callable[[], str]) -> Any:
    """The page that sets up an authenticator. Nothing is stored before a code shows that it works.

    Once it is on every session has ended; `done()` starts this browser's anew and says where to go on.
    """
    form, status = EnrolForm(), 200
    secret = None
    if form.validate_on_submit():
        secret = second_factor.unseal(form.sealed.data or "", person.id)
        codes = _turn_on(person, secret, form.code.data) if secret else None
        if codes is not None:
            target = done()
            return view.render_template("security/recovery.html", codes=codes, target=target)
        form.code.errors = [_("This code is wrong. Check the time of your device.")]
    if form.errors:
        status = 422
    secret = secret or second_factor.propose()
    form.sealed.data = second_factor.seal(secret, person.id)
    page = view.render_template(
        "security/enrol.html",
        form=form,
        secret=" ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
        picture=second_factor.picture(secret, person.username),
    )
    return page, status


def _turn_on(person: Person, secret: str, code: str) -> list[str] | None:
    ctx = login.context(person, visits.place())
    with ctx, records.writing(ctx):
        codes = second_factor.turn_on(ctx.session, person.id, secret, code)
        if codes is not None:
            sessions.next_round(ctx.session, person.id)
            audit.log(ctx, "second_factor_on", login.KEY, person.id)
    return codes


def _waiting(stage: str) -> Person | None:
    found = visits.visitor()
    if found is None or found.visit is None or found.visit.stage != stage:
        return None
    return found


def _target() -> str:
    return own_path(request.args.get("next"))


def _to_login() -> Any:
    return redirect(f"/login/?next={_target()}" if _target() != "/" else "/login/")


def _go_on(person: Person, *, code_given: bool) -> Any:
    return redirect(_next(person, code_given=code_given))


def _next(person: Person, *, code_given: bool) -> str:
    """A new key for every stage: one that was seen before opens nothing later."""
    entered = login.enter(person.id, visits.place(), code_given=code_given, instead_of=person.visit)
    if entered is None:
        return "/login/"
    visits.begin(entered)
    return way_on(entered, _target())
