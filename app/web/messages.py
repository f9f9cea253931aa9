"""GET /messages/: what was told to the person in the back office, each line leading to its record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, request, url_for
from flask_appbuilder import BaseView, expose
from flask_login import current_user

from app.forms import screens
from app.forms.language import current_language
from app.runtime import notify
from app.runtime.context import Context
from app.runtime.system import Notification
from app.web import staff_pages
from app.web.guard import logged_in
from app.web.reader import context

NEWEST = 5
"""So many unread ones stand on the first page."""


@dataclass(frozen=True, slots=True)
class Line:
    """One message as it is shown; `url` is empty when it leads nowhere that the person may go."""

    row: Notification
    text: str
    url: str


class MessageView(BaseView):
    route_base = "/messages"
    default_view = "index"

    @expose("/")
    @logged_in
    def index(self) -> Any:
        """The newest ones; reading the page marks them as read."""
        ctx = context()
        page = self.render_template("messages.html", lines=lines(ctx))
        notify.mark_read(ctx)
        return page

    @expose("/unread")
    @logged_in
    def unread(self) -> Any:
        """The newest unread ones, for the first page, which asks for them by itself; 304 when nothing has changed."""
        found = lines(context(), unread=True, limit=NEWEST)
        answer = Response(self.render_template("_messages.html", lines=found))
        answer.add_etag()
        return answer.make_conditional(request)


def lines(ctx: Context, *, unread: bool = False, limit: int = 50) -> list[Line]:
    """The messages of the person, newest first."""
    language = current_language()
    return [
        Line(row, notify.text(row, language), address(row))
        for row in notify.inbox(ctx, unread=unread, limit=limit)
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
