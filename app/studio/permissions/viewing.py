"""Looking as somebody else: whom, why, and who has looked as whom."""

from __future__ import annotations

from typing import Any

from flask import g, redirect, request
from flask_admin import expose

from app.forms.language import told
from app.runtime.errors import AppError
from app.runtime.viewing import acts
from app.studio import given
from app.studio.permissions import asked
from app.studio.permissions.frame import HOME, PermissionsView
from app.web.accounts import visits
from app.web.accounts.confirming import must_know_password
from app.web.person import lives_in_portal, myself
from app.web.reader import context


class ViewAsView(PermissionsView):
    tab = "view"

    def __init__(self) -> None:
        super().__init__(name="view_as", endpoint="studio_view_as", url=f"{HOME}view-as")

    @expose("/", methods=("GET", "POST"))
    def index(self) -> Any:
        ctx, sent = context(), request.values
        text, key = given.text(sent, "who", 80), sent.get("subject", "")
        offered = [one for one in asked.found(ctx, text) if not one.is_client] if text else []
        if not key and len(offered) == 1:
            key, offered = offered[0].key, []
        subject, refused, status = None, "", 200
        if key:
            subject, actor = asked.subject(ctx, key)
            if request.method == "POST":
                try:
                    return self._start(actor.id or 0, lives_in_portal(actor.roles))
                except AppError as error:
                    first = error.errors[0].message if error.errors else error.message
                    refused, status = told(first), error.status
        looks = acts.listed(ctx.session)
        return self.page(
            "view_as.html", status=status,
            subject=subject, offered=offered, text=text, refused=refused, reason=sent.get("reason", ""),
            nobody=bool(text) and not offered and subject is None,
            looks=looks, names=asked.names(ctx, [look.person_id for look, _who in looks]),
        )  # fmt: skip

    @staticmethod
    def _start(person_id: int, in_portal: bool) -> Any:
        must_know_password(request.form.get("current", ""), "studio")
        me = myself()
        ctx = acts.own_context(me, request_id=g.get("request_id"), ip=request.remote_addr)
        with ctx:
            key = acts.start(ctx, me, person_id, request.form.get("reason", ""))
        visits.renew(key, forget=False)
        return redirect("/portal/" if in_portal else "/")
