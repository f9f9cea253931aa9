"""What reaches a person outside: the way from there to the record, and which messages go where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import flash, redirect, request, url_for
from flask_appbuilder import BaseView, expose
from flask_babel import gettext as _
from flask_login import current_user

from app.forms.language import NAMES, current_language
from app.runtime import clock, i18n, notify
from app.runtime.errors import NotFound, ValidationFailed
from app.runtime.system import Notification
from app.web import messages
from app.web.guard import logged_in
from app.web.person import lives_in_portal
from app.web.reader import context

ZONES = (
    "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo", "Asia/Dubai",
    "Europe/Berlin", "Europe/London", "America/New_York", "America/Los_Angeles", "Australia/Sydney",
    "UTC",
)  # fmt: skip
"""The list to choose from; a zone that was chosen otherwise stays in it."""


class MessageLinkView(BaseView):
    """`/m/17`: the link that a mail or a chat shows. To what the message is about, else to all messages; it is read then."""

    route_base = "/m"
    default_view = "open"

    @expose("/<int:id>")
    @logged_in
    def open(self, id: int) -> Any:
        ctx = context()
        row = ctx.session.get(Notification, id)
        if row is None or row.recipient_id != ctx.actor.id:
            raise NotFound
        if lives_in_portal(current_user.roles):
            return redirect("/portal/")
        if row.read_at is None:
            notify.mark_read(ctx, [row.id])
        return redirect(messages.address(row) or "/messages/")


class NotificationsView(BaseView):
    """`/me/notifications/`: which messages reach me where, and when not."""

    route_base = "/me/notifications"
    default_view = "edit"

    @expose("/", methods=["GET", "POST"])
    @logged_in
    def edit(self) -> Any:
        ctx = context()
        user = int(ctx.actor.id or 0)
        holds = notify.preferences(ctx.session, [user])[user]
        errors: dict[str, str] = {}
        choice = _completed(holds)
        if request.method == "POST":
            choice = _sent()
            try:
                notify.save(ctx, choice)
            except ValidationFailed as refused:
                language = current_language()
                errors = {e.field: e.message.in_language(language) for e in refused.errors}
            else:
                flash(_("Saved."), "success")
                return redirect(url_for("NotificationsView.edit"))
        page = self.render_template(
            "me/notifications.html",
            channels=list(notify.settings().channels.values()),
            kinds=notify.kinds(),
            required={kind.name: notify.required(kind.name) for kind in notify.kinds()},
            choice=choice,
            errors=errors,
            languages=[(code, NAMES[code]) for code in i18n.languages()],
            zones=sorted({*ZONES, str(clock.zone()), *filter(None, [choice.timezone])}),
            own_zone=str(clock.zone()),
            usual_quiet=notify.settings().quiet,
        )
        return page, 422 if errors else 200


def _completed(holds: notify.Preferences) -> notify.Choice:
    """What the page shows as chosen: also what comes from the roles."""
    chosen = holds.choice
    return notify.Choice(
        {kind.name: holds.channels_for(kind.name) for kind in notify.kinds()},
        chosen.addresses, chosen.language, chosen.timezone, chosen.quiet_from, chosen.quiet_until,
    )  # fmt: skip


def _sent() -> notify.Choice:
    """What the form says. A kind without a tick is one that shall not go out."""
    form = request.form
    return notify.Choice(
        channels=_by_kind(form.getlist("send")),
        addresses={
            channel.name: form.get(f"address_{channel.name}", "").strip()
            for channel in notify.settings().channels.values()
            if channel.asks_address and form.get(f"address_{channel.name}", "").strip()
        },
        language=form.get("language") or None,
        timezone=form.get("timezone") or None,
        quiet_from=form.get("quiet_from") or None,
        quiet_until=form.get("quiet_until") or None,
    )


def _by_kind(ticks: Iterable[str]) -> dict[str, list[str]]:
    """`work_order:email` → kind → channels."""
    found: dict[str, list[str]] = {kind.name: [] for kind in notify.kinds()}
    for tick in ticks:
        kind, _colon, channel = tick.partition(":")
        found.setdefault(kind, []).append(channel)
    return found
