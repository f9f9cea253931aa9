"""/messages/: what was told to the person in the back office, how many he has not read, and the way to each record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, json, redirect, request, url_for
from flask_appbuilder import BaseView, expose
from flask_login import current_user

from app.forms import screens
from app.forms.language import current_language
from app.forms.numbers import as_id
from app.runtime import notify
from app.runtime.context import Context
from app.runtime.system import Notification
from app.web import staff_pages
from app.web.guard import logged_in
from app.web.paths import own_path
from app.web.reader import context

NEWEST = 5
"""So many unread ones stand on the first page."""
IN_PANEL = 8
PAGE = 30
MOST_COUNTED = 100
"""The bell counts up to here."""


@dataclass(frozen=True, slots=True)
class Line:
    """One message as it is shown; `url` is empty when it leads nowhere that the person may go."""

    row: Notification
    text: str
    url: str
    kind: str = ""

    @property
    def way(self) -> str:
        """Through the door that marks it as read."""
        return f"/m/{self.row.id}" if self.url else ""


class MessageView(BaseView):
    route_base = "/messages"
    default_view = "index"

    @expose("/")
    @logged_in
    def index(self) -> Any:
        """A page of them, newest first; `?unread=1`, `?kind=work_order` and `?before=17` narrow it down."""
        ctx = context()
        known = notify.kinds()
        kind = request.args.get("kind", "")
        kind = kind if kind in {one.name for one in known} else ""
        unread = request.args.get("unread") == "1"
        found = lines(ctx, unread=unread, kind=kind, before=_before(), limit=PAGE + 1)
        return self.render_template(
            "messages.html",
            lines=found[:PAGE],
            older=found[PAGE - 1].row.id if len(found) > PAGE else None,
            kinds=known,
            kind=kind,
            unread=unread,
            begins=_before() is None,
        )

    @expose("/unread")
    @logged_in
    def unread(self) -> Any:
        """The newest unread ones, for the first page, which asks for them by itself; 304 when nothing has changed."""
        found = lines(context(), unread=True, limit=NEWEST)
        answer = Response(self.render_template("_messages.html", lines=found))
        answer.add_etag()
        return answer.make_conditional(request)

    @expose("/count")
    @logged_in
    def count(self) -> Any:
        """`{"count": 3, "text": "3"}` for the bell, in one statement; 304 when nothing has changed."""
        number = notify.unread_count(context(), most=MOST_COUNTED)
        answer = Response(
            json.dumps({"count": number, "text": told_count(number)}), mimetype="application/json"
        )
        answer.headers["Cache-Control"] = "private, no-cache"
        answer.add_etag()
        return answer.make_conditional(request)

    @expose("/panel")
    @logged_in
    def panel(self) -> Any:
        """The newest ones as a piece of page, under the bell."""
        return self.render_template("_panel.html", lines=lines(context(), limit=IN_PANEL))

    @expose("/read", methods=["POST"])
    @logged_in
    def read(self) -> Any:
        """Mark one message (`id`) or all as read, and come back."""
        given = request.form.get("id", "")
        id = as_id(given)
        if not given:
            notify.mark_read(context())
        elif id is not None:
            notify.mark_read(context(), [id])
        if request.headers.get("X-Fragment"):
            return self.panel()
        return redirect(own_path(request.form.get("next"), "/messages/"))


def unread() -> str:
    """What stands on the bell of the first page from the start; other pages know it from the page before."""
    return told_count(notify.unread_count(context(), most=MOST_COUNTED))


def told_count(number: int) -> str:
    """What stands on the bell: nothing, 7 or 99+."""
    if not number:
        return ""
    return str(number) if number < MOST_COUNTED else f"{MOST_COUNTED - 1}+"


def _before() -> int | None:
    return as_id(request.args.get("before", ""))


def lines(
    ctx: Context,
    *,
    unread: bool = False,
    kind: str = "",
    before: int | None = None,
    limit: int = 50,
) -> list[Line]:
    """The messages of the person, newest first."""
    language = current_language()
    labels = {one.name: one.label.in_language(language) for one in notify.kinds()}
    return [
        Line(
            row,
            notify.text(row, language),
            address(row),
            labels.get(row.template.partition(".")[0], ""),
        )
        for row in notify.inbox(ctx, unread=unread, kind=kind, before=before, limit=limit)
    ]


def address(row: Notification) -> str:
    """The page that it names, a page of its own where there is one, else the record's screen."""
    if row.template.startswith("manual."):
        return f"/manual/{row.params['key']}"
    page_of_message = str(row.params.get("page") or "")
    if row.template.startswith("report.") and page_of_message.startswith("/reports/"):
        return page_of_message
    if row.entity is None or row.record_id is None:
        return ""
    page = staff_pages.page_of(row.entity, current_user.roles)
    if page is not None:
        return url_for(f"staff.{page.name}", id=row.record_id)
    for view in screens.everything().values():
        if view.entity.key() == row.entity and view.is_open_to(current_user.roles, "can_show"):
            return f"{view.route_base}/show/{row.record_id}"
    return ""
