"""API clients for the system administrator: make one, change it, give it a new token, end it. Each an audited write."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import current_app, flash, redirect, request
from flask_appbuilder import BaseView, expose
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import DateField, IntegerField, PasswordField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.forms.language import told
from app.forms.numbers import as_person
from app.runtime import clock, records, registry
from app.runtime.access import scopes
from app.runtime.clients import listed, manage
from app.runtime.errors import AppError, NotFound, ValidationFailed
from app.web.accounts.confirming import must_know_password
from app.web.accounts.handing_out import ConfirmForm
from app.web.guard import administrator_only, logged_in
from app.web.reader import context

STATES = {
    "good": lazy_gettext("In use"),
    "expired": lazy_gettext("Expired"),
    "revoked": lazy_gettext("Revoked"),
    "account_disabled": lazy_gettext("Account disabled"),
}
OVERLAPS = {
    "0": lazy_gettext("ends now"),
    "1": lazy_gettext("is good for one more hour"),
    "24": lazy_gettext("is good for one more day"),
    "168": lazy_gettext("is good for one more week"),
}
"""How many hours the old token lives beside the new one."""
FIELDS = {"expires_at": "expires_on"}
"""What the runtime calls a field → the form's field."""

required = InputRequired(lazy_gettext("This field is required."))


class ClientForm(ConfirmForm):
    """What an administrator says about a client, with his password: it opens data without anybody at a screen."""

    name = StringField(lazy_gettext("Program"), [required, Length(max=manage.LONGEST_NAME)])
    username = StringField(
        lazy_gettext("Acts as"),
        [required, Length(max=64)],
        description=lazy_gettext(
            "The user name of an account; the program can do no more than this account."
        ),
    )
    scopes = TextAreaField(
        lazy_gettext("Scopes"),
        [required, Length(max=10_000)],
        description=lazy_gettext(
            "One on a line, entity:action, such as work_order:read, work_order:transition.assign or *:read."
        ),
    )
    addresses = TextAreaField(
        lazy_gettext("Networks"),
        [Length(max=4_000)],
        description=lazy_gettext(
            "One on a line, such as 203.0.113.7 or 10.0.0.0/8. Empty: from everywhere."
        ),
    )
    rate_limit = IntegerField(
        lazy_gettext("Requests a minute"),
        [NumberRange(0, manage.HIGHEST_RATE)],
        description=lazy_gettext("0: any number."),
    )
    expires_on = DateField(
        lazy_gettext("Last day"),
        [Optional()],
        description=lazy_gettext("Empty: until it is revoked."),
    )
    current = PasswordField(lazy_gettext("Your own password"), [required])

    def wanted(self) -> manage.Wanted:
        """The last day counts whole."""
        last: dt.date | None = self.expires_on.data
        end = None
        if last == dt.date.max:
            # What people write for "never": the day after it is in no calendar.
            end = dt.datetime.combine(last, dt.time(), dt.UTC)
        elif last is not None:
            midnight = dt.datetime.combine(last, dt.time(), clock.zone())
            end = (midnight + dt.timedelta(days=1)).astimezone(dt.UTC)
        return manage.Wanted(
            name=self.name.data or "",
            username=self.username.data or "",
            scopes=(self.scopes.data or "").split(),
            addresses=(self.addresses.data or "").split(),
            rate_limit=self.rate_limit.data or 0,
            expires_at=end,
        )

    def tell(self, refused: ValidationFailed) -> None:
        """Put each problem at its field."""
        for error in refused.errors:
            field = self[FIELDS.get(error.field, error.field)]
            field.errors = [*field.errors, told(error.message)]


class ClientsView(BaseView):
    """`/clients/`: the list; `/clients/add` and `/clients/17`: one client, its token shown once."""

    route_base = "/clients"
    default_view = "list"

    @expose("/")
    @logged_in
    def list(self) -> Any:
        administrator_only()
        return self.render_template(
            "security/clients.html", clients=listed.clients(context().session), states=STATES
        )

    @expose("/add", methods=["GET", "POST"])
    @logged_in
    def add(self) -> Any:
        administrator_only()
        ctx, start = context(), {"rate_limit": current_app.config["DOUGONG"].rate_limit}
        form = ClientForm(data=start)
        if form.is_confirmed():
            try:
                with records.writing(ctx):
                    client, token = manage.create(ctx, form.wanted())
                    made = int(client.id)
            except ValidationFailed as refused:
                form.tell(refused)
            else:
                return self._page(made, token=token)
        return self._shown(None, form)

    @expose("/<pk>", methods=["GET", "POST"])
    @logged_in
    def show(self, pk: str) -> Any:
        administrator_only()
        id = as_person(pk)
        if id is None or not listed.clients(context().session, id=id):
            raise NotFound
        if request.method == "GET":
            return self._page(id)
        what = request.form.get("what", "")
        if what == "save":
            return self._save(id)
        if what == "rotate":
            until = _until(request.form.get("old", ""))
            try:
                must_know_password(request.form.get("current", ""))
            except AppError as refused:
                flash(told(refused.message), "danger")
                return redirect(f"/clients/{id}")
            with records.writing(context()):
                token = manage.rotate(context(), id, old_until=until)
            return self._page(id, token=token)
        if what != "revoke":
            raise NotFound
        with records.writing(context()):
            manage.revoke(context(), id)
        flash(_("The client is revoked: its tokens open nothing any more."), "success")
        return redirect("/clients/")

    def _save(self, id: int) -> Any:
        form = ClientForm()
        if form.is_confirmed():
            try:
                with records.writing(context()):
                    manage.change(context(), id, form.wanted())
            except ValidationFailed as refused:
                form.tell(refused)
            else:
                flash(_("Saved."), "success")
                return redirect(f"/clients/{id}")
        return self._shown(id, form)

    def _page(self, id: int, *, token: str = "") -> Any:
        """The client as it is now; `token`: a new one, shown this once."""
        shown = listed.clients(context().session, id=id)[0]
        return self._shown(id, ClientForm(None, data=_facts(shown)), token=token)

    def _shown(self, id: int | None, form: ClientForm, *, token: str = "") -> Any:
        shown = listed.clients(context().session, id=id)[0] if id is not None else None
        page = self.render_template(
            "security/client.html",
            form=form,
            shown=shown,
            token=token,
            states=STATES,
            overlaps=OVERLAPS,
            known=_known(),
        )
        return page, 422 if form.errors else 200, {"Cache-Control": "no-store"}


def _until(hours: str) -> dt.datetime | None:
    if hours not in OVERLAPS:
        raise NotFound
    return None if hours == "0" else clock.now() + dt.timedelta(hours=int(hours))


def _facts(shown: listed.Listed) -> dict[str, Any]:
    client = shown.client
    ends = client.expires_at
    return {
        "name": client.name,
        "username": shown.username,
        "scopes": client.scopes.replace(" ", "\n"),
        "addresses": client.addresses.replace(" ", "\n"),
        "rate_limit": client.rate_limit,
        "expires_on": clock.local(ends - dt.timedelta(microseconds=1)).date() if ends else None,
    }


def _known() -> dict[str, str]:
    """Entity → the actions that a scope may name, for whoever writes scopes."""
    names = [entry.entity.key() for entry in registry.current().entities()]
    return {name: ", ".join(scopes.actions_of(name)) for name in [*names, *scopes.BESIDE]}
