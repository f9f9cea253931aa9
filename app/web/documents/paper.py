"""GET /paper/work_order/17: a record as a page to print; `.pdf` behind it makes it a file."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import Response, request
from flask_appbuilder import BaseView, expose
from flask_login import current_user

from app.forms import screens
from app.runtime import pdf, query
from app.runtime.errors import Forbidden, NotFound
from app.web.documents import pictures
from app.web.documents.record_sheet import sheet
from app.web.documents.staff import for_staff
from app.web.reader import context
from app.web.screen.show_page import ShowPage


class PaperView(BaseView):
    """One sheet of one record, for whoever may open its page."""

    route_base = "/paper"
    default_view = "read"

    @expose("/<key>/<int:pk>")
    @for_staff
    def read(self, key: str, pk: int) -> Any:
        """The sheet in the browser: what is left where no PDF can be made."""
        page, drawn = _sheet(key, pk)
        drawn["pictures"] = pictures.of(page).groups
        return self.render_template(
            "documents/paper.html",
            sheet=drawn,
            page=page,
            title=drawn["title"],
            possible=pdf.is_possible(),
        )

    @expose("/<key>/<int:pk>.pdf")
    @for_staff
    def file(self, key: str, pk: int) -> Any:
        page, drawn = _sheet(key, pk)
        shown = pictures.of(page)
        try:
            content = pdf.made("record", {**drawn, "pictures": shown.groups}, shown.paths)
        except pdf.Unreadable:
            content = pdf.made("record", drawn)
        return as_pdf(content, f"{drawn['kind']} {drawn['title']}")


def view_of(key: str, permission: str = "can_show") -> Any:
    """The screen of an entity by its snake_case name; NotFound, Forbidden for roles that may not open it."""
    view = next((one for one in screens.everything().values() if one.entity.key() == key), None)
    if view is None:
        raise NotFound
    if not view.is_open_to(current_user.roles, permission):
        raise Forbidden("您的角色无权打开此页 / Your role may not open this page.")
    return view


def as_pdf(content: bytes, name: str) -> Response:
    """A PDF that opens in the browser under a name that says what it is; kept by nobody on the way."""
    response = Response(content, mimetype="application/pdf")
    plain = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name)
    response.headers["Content-Disposition"] = (
        f"inline; filename=\"{plain.strip('-') or 'record'}.pdf\"; filename*=UTF-8''{quote(name[:120], safe='')}.pdf"
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _sheet(key: str, pk: int) -> tuple[ShowPage, dict[str, Any]]:
    ctx = context()
    view = view_of(key)
    page = ShowPage(view, ctx, query.get(ctx, view.entity, pk))
    with_timeline = request.args.get("history") == "1"
    return page, sheet(page, current_user.get_full_name(), timeline=with_timeline)
