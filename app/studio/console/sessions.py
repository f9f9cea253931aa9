"""Who is logged in now, and the way to end it: one session, or everything that a person has open."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request
from flask_admin import expose
from flask_babel import gettext as _
from flask_login import current_user

from app.forms.language import told
from app.forms.numbers import as_id
from app.runtime import records
from app.runtime.accounts import settings, visitors
from app.runtime.errors import Forbidden, ValidationFailed
from app.studio import given
from app.studio.console.frame import ConsoleView
from app.web.accounts.devices import device_name
from app.web.accounts.users import role_labels
from app.web.paging import below
from app.web.reader import context

BASE = "/studio/sessions/"


class SessionsView(ConsoleView):
    place = "sessions"

    @expose("/")
    def index(self) -> Any:
        text = given.text(request.args, "q")
        of = as_id(request.args.get("user", ""))
        page = visitors.listed(context().session, text=text, user_id=of, below=below())
        return self.page(
            "sessions.html",
            visitors=page.visitors,
            text=text,
            of=of,
            after=page.after,
            is_first="below" not in request.args,
            device=device_name,
            roles=role_labels(),
            this_visit=current_user.visit.id if current_user.visit else None,
            idle=int(settings.IDLE.total_seconds() // 60),
            absolute=int(settings.ABSOLUTE.total_seconds() // 3600),
        )

    @expose("/<int:id>", methods=("GET", "POST"))
    def end(self, id: int) -> Any:
        """Asks for a reason, then ends it: the very next request of that browser is nobody's."""
        ctx = context()
        # A number is given again: by now it may be somebody else's session than the page has shown.
        of = (as_id(request.form.get("user", "")) or 0) if request.method == "POST" else None
        visitor = visitors.find(ctx.session, id, user_id=of)
        everywhere, reason, problem = False, "", ""
        if request.method == "POST":
            everywhere = request.form.get("which") == "all"
            reason = request.form.get("reason", "")
            if visitor.user_id == current_user.id:
                raise Forbidden(
                    "自己的会话请在“我的账号”中结束 / End your own sessions under My account."
                )
            try:
                with records.writing(ctx):
                    visitors.end(ctx, visitor, everywhere=everywhere, reason=reason)
            except ValidationFailed as refused:
                problem = told(refused.errors[0].message)
            else:
                flash(_("%(name)s is logged out there.", name=visitor.name), "success")
                return redirect(BASE)
        return self.page(
            "session.html",
            status=422 if problem else 200,
            visitor=visitor,
            device=device_name,
            everywhere=everywhere,
            reason=reason,
            problem=problem,
            is_self=visitor.user_id == current_user.id,
            longest=visitors.LONGEST_REASON,
        )
