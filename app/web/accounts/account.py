"""One's own account: who am I, a new password, the second factor, and where I am logged in."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, request
from flask_appbuilder import BaseView, expose
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf import FlaskForm

from app.forms.language import told
from app.runtime import audit, records
from app.runtime.accounts import changes, login, second_factor, sessions, settings
from app.runtime.errors import NotFound, ValidationFailed
from app.runtime.privacy import parcels
from app.web.accounts import visits
from app.web.accounts.devices import device_name
from app.web.accounts.entrance_steps import NewPasswordForm, enrolment
from app.web.accounts.handing_out import ConfirmForm, download
from app.web.accounts.users import role_labels
from app.web.guard import logged_in
from app.web.person import myself
from app.web.reader import context


class PasswordForm(NewPasswordForm, ConfirmForm):
    """All three fields."""


class OwnAccountView(BaseView):
    route_base = "/me"
    default_view = "index"

    @expose("/", methods=["GET", "POST"])
    @logged_in
    def index(self) -> Any:
        form = PasswordForm()
        if form.is_confirmed():
            ctx = context()
            try:
                with records.writing(ctx):
                    changes.set_password(ctx, current_user.id, form.password.data)
            except ValidationFailed as refused:
                form.password.errors = [told(one.message) for one in refused.errors]
            else:
                _go_on_here()
                flash(_("The password is changed. Other sessions are logged out."), "success")
                return redirect("/me/")
        labels = role_labels()
        roles = [labels.get(role, role) for role in sorted(current_user.roles)]
        page = self.render_template("security/account.html", form=form, roles=roles)
        return page, 422 if form.errors else 200

    @expose("/sessions", methods=["GET"])
    @logged_in
    def sessions(self) -> Any:
        found = sessions.of_person(context().session, myself())
        return self.render_template(
            "security/sessions.html",
            sessions=found,
            this_visit=_visit_id(),
            device=device_name,
            form=FlaskForm(),
            idle=int(settings.IDLE.total_seconds() // 60),
            absolute=int(settings.ABSOLUTE.total_seconds() // 3600),
        )

    @expose("/sessions/end", methods=["POST"])
    @logged_in
    def end(self) -> Any:
        """One session of one's own, or with `all` every other one."""
        ctx, id = context(), request.form.get("id", "")
        with records.writing(ctx):
            if request.form.get("all"):
                ended = sessions.end(ctx.session, current_user.id, but=_visit_id())
            elif id.isascii() and id.isdecimal() and len(id) < 19:
                ended = sessions.end(ctx.session, current_user.id, id=int(id))
            else:
                ended = 0
            if not ended and not request.form.get("all"):
                raise NotFound
            audit.log(ctx, "sessions_ended", login.KEY, current_user.id)
        flash(_("Logged out there."), "success")
        return redirect("/me/sessions")

    @expose("/data", methods=["GET", "POST"])
    @logged_in
    def data(self) -> Any:
        """With the password, everything about oneself: at once, or by a job when it is much."""
        ctx, form = context(), ConfirmForm()
        if form.is_confirmed():
            content = parcels.of_oneself(ctx)
            if content is not None:
                return download(content, current_user.username)
            flash(_("It is much: it is being made and stands below when it is ready."), "success")
            return redirect("/me/data")
        page = self.render_template("security/data.html", form=form, parcels=parcels.listed(ctx))
        return page, 422 if form.errors else 200

    @expose("/data/<int:id>", methods=["GET"])
    @logged_in
    def parcel(self, id: int) -> Any:
        """One that a job has made, for who asked for it."""
        return download(parcels.fetch(context(), id), f"data-{id}")

    @expose("/second-factor", methods=["GET", "POST"])
    @logged_in
    def second_factor(self) -> Any:
        """On or off, and how many recovery codes are left; with the password one may change it."""
        ctx, form = context(), ConfirmForm()
        is_on = second_factor.is_on(ctx.session, current_user.id)
        is_wanted = second_factor.is_wanted(current_user.roles)
        what = request.form.get("what", "")
        if form.is_confirmed():
            if what == "codes" and is_on:
                with records.writing(ctx):
                    codes = second_factor.new_recovery_codes(ctx.session, current_user.id)
                    audit.log(ctx, "recovery_codes_made", login.KEY, current_user.id)
                return self.render_template(
                    "security/recovery.html", codes=codes, target="/me/second-factor"
                )
            if what == "off" and is_on and not is_wanted:
                with records.writing(ctx):
                    changes.remove_second_factor(ctx, current_user.id)
                _go_on_here()
                flash(_("The second factor is off. Other sessions are logged out."), "success")
                return redirect("/me/second-factor")
            if what == "on" and not is_on:
                return redirect(f"/me/second-factor/on?proof={_proof()}")
        page = self.render_template(
            "security/second_factor.html",
            form=form,
            is_on=is_on,
            is_wanted=is_wanted,
            left=second_factor.left(ctx.session, current_user.id) if is_on else 0,
        )
        return page, 422 if form.errors else 200

    @expose("/second-factor/on", methods=["GET", "POST"])
    @logged_in
    def turn_on(self) -> Any:
        """After the password: scan, type the code, keep the recovery codes."""
        if not _is_proof(request.args.get("proof", "")):
            return redirect("/me/second-factor")
        return enrolment(self, myself(), _after_turning_on)


def _visit_id() -> int | None:
    visit = myself().visit
    return visit.id if visit is not None else None


def _proof() -> str:
    """That the password was typed in this very session, for ten minutes."""
    from app.runtime import clock
    from app.runtime.accounts import keys

    stamp = str(int(clock.now().timestamp()))
    return keys.encrypt(stamp, purpose=f"proof {_visit_id()}")


def _is_proof(text: str) -> bool:
    from app.runtime import clock
    from app.runtime.accounts import keys

    stamp = keys.decrypt(text, purpose=f"proof {_visit_id()}")
    life = settings.PENDING.total_seconds()
    return stamp is not None and clock.now().timestamp() - int(stamp) < life


def _after_turning_on() -> str:
    _go_on_here()
    return "/me/second-factor"


def _go_on_here() -> None:
    """Every session of this person has ended; this browser gets a new one."""
    person = myself()
    entered = login.enter(person.id, visits.place(), code_given=True, instead_of=person.visit)
    g.pop("dougong_context", None)
    if entered is not None:
        visits.begin(entered)
