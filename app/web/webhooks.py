"""Webhooks on pages: one's own, an administrator's all. Made by REST; here they are looked at, paused, tried, sent anew."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import flash, redirect, request, url_for
from flask_appbuilder import BaseView, expose
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.forms.language import current_language
from app.runtime.errors import BadRequest, InvalidState, bilingual
from app.runtime.webhooks import manage
from app.runtime.webhooks.outcome import WORDS
from app.runtime.webhooks.tables import (
    ACTIVE,
    DEAD,
    DISABLED,
    DROPPED,
    PAUSED,
    SENT,
    WAITING,
    Webhook,
)
from app.web.guard import logged_in
from app.web.paging import below
from app.web.reader import context

LABELS = {
    ACTIVE: lazy_gettext("Active"),
    PAUSED: lazy_gettext("Paused"),
    DISABLED: lazy_gettext("Disabled"),
    WAITING: lazy_gettext("Waiting"),
    SENT: lazy_gettext("Sent"),
    DEAD: lazy_gettext("Given up"),
    DROPPED: lazy_gettext("Not sent"),
}
COLORS = {ACTIVE: "green", DISABLED: "red", WAITING: "blue", SENT: "green", DEAD: "red"}
STATES = (WAITING, DEAD, SENT, DROPPED)


class WebhooksView(BaseView):
    """`/webhooks/`: everything works without a script; every write is a post of its own."""

    route_base = "/webhooks"
    default_view = "list"

    @expose("/")
    @logged_in
    def list(self) -> Any:
        ctx = context()
        rows = manage.listed(ctx)
        return self.render_template(
            "webhooks/list.html",
            webhooks=rows,
            owners=manage.owners(ctx, rows) if manage.is_administrator(ctx) else None,
            counts=manage.counts(ctx, [row.id for row in rows]),
            labels=LABELS,
            colors=COLORS,
        )

    @expose("/<int:id>")
    @logged_in
    def show(self, id: int) -> Any:
        ctx, state = context(), request.args.get("state") or None
        if state is not None and state not in STATES:
            raise BadRequest(f"没有状态 {state} / There is no state {state}.", field="state")
        row = _found(id)
        page = manage.deliveries(ctx, id, state=state, below=below())
        return self.render_template(
            "webhooks/webhook.html",
            webhook=row,
            owner=manage.owners(ctx, [row])[row.user_id],
            why=WORDS[row.why].in_language(current_language()) if row.why in WORDS else "",
            deliveries=page.deliveries,
            next_url=_here(id, state, page.after) if page.after else "",
            first_url=_here(id, state, None) if "below" in request.args else "",
            dead=manage.counts(ctx, [id]).get((id, DEAD), 0),
            state=state,
            states=STATES,
            told=lambda text: bilingual(text).in_language(current_language()) if text else "",
            labels=LABELS,
            colors=COLORS,
        )

    @expose("/<int:id>/pause", methods=["POST"])
    @logged_in
    def pause(self, id: int) -> Any:
        _found(id)
        manage.change(context(), id, {"active": False}, {})
        return _back(id, _("It is paused: nothing is sent until it is resumed."))

    @expose("/<int:id>/resume", methods=["POST"])
    @logged_in
    def resume(self, id: int) -> Any:
        _found(id)
        manage.change(context(), id, {"active": True}, {})
        return _back(id, _("It goes on where it stopped."))

    @expose("/<int:id>/test", methods=["POST"])
    @logged_in
    def test(self, id: int) -> Any:
        _found(id)
        try:
            manage.ping(context(), id)
        except InvalidState as refused:
            flash(refused.message.in_language(current_language()), "warning")
            return redirect(url_for("WebhooksView.show", id=id))
        return _back(id, _("A ping is on its way."))

    @expose("/<int:id>/replay", methods=["POST"])
    @logged_in
    def replay_dead(self, id: int) -> Any:
        _found(id)
        count = manage.replay_dead(context(), id)
        return _back(id, _("%(count)s messages go again.", count=count))

    @expose("/<int:id>/deliveries/<int:delivery>/replay", methods=["POST"])
    @logged_in
    def replay(self, id: int, delivery: int) -> Any:
        _found(id)
        manage.replay(context(), id, delivery)
        return _back(id, _("The message goes again."))

    @expose("/<int:id>/remove", methods=["POST"])
    @logged_in
    def remove(self, id: int) -> Any:
        _found(id)
        manage.remove(context(), id)
        flash(_("The webhook is removed."), "success")
        return redirect(url_for("WebhooksView.list"))


def _found(id: int) -> Webhook:
    return manage.find(context(), id)


def _back(id: int, said: str) -> Any:
    flash(said, "success")
    return redirect(url_for("WebhooksView.show", id=id))


def _here(id: int, state: str | None, below: int | None) -> str:
    given = {"state": state, "below": below}
    query = urlencode({key: value for key, value in given.items() if value is not None})
    return f"{url_for('WebhooksView.show', id=id)}?{query}"
