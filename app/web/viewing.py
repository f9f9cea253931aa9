"""The gate of a session that looks as somebody else: pages are read, everything else is refused, each page is on record."""

from __future__ import annotations

from typing import Any, Final

from flask import Flask, Response, g, redirect, render_template, request
from flask_appbuilder import BaseView, expose
from flask_babel import gettext as _

from app.forms.language import current_language
from app.runtime.errors import Forbidden, NotFound
from app.runtime.viewing import acts, reading_only
from app.runtime.viewing.acts import Look
from app.web.accounts import visits
from app.web.guard import logged_in

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
END: Final = "ViewingView.end"
UNSEEN: Final = frozenset(
    {
        "static", "appbuilder.static", "health", "portal.worker", "portal.manifest", "portal.offline",
        "TasksView.worker", "TasksView.manifest", "TasksView.offline",
    }
)  # fmt: skip
"""The same for everybody: they are read, and need no database."""
COUNTED: Final = frozenset({"MessageView.count"})
"""How many messages are unread, asked every half minute: nothing that anybody could read."""
OWN: Final = ("/me", "/login", "/portal/data", "/portal/login", "/users/access")
"""What is a person's alone: his account, his second factor, where he is logged in, all that is known of him."""
SHOWN: Final = ("text/", "image/", "application/json", "application/problem+json", "application/manifest+json")  # fmt: skip
"""What is looked at; everything else is a file that would be taken along."""


class ViewingView(BaseView):
    """`POST /view-as/end`: back to oneself, from any page."""

    route_base = "/view-as"
    default_view = "end"

    @expose("/end", methods=["POST"])
    @logged_in
    def end(self) -> Any:
        look = look_now()
        if look is None:
            raise NotFound
        ctx = acts.own_context(look.administrator, request_id=g.get("request_id"), ip=request.remote_addr)  # fmt: skip
        with ctx:
            key = acts.end(ctx, look.administrator, look)
        visits.renew(key, forget=True)
        return redirect("/studio/permissions/view-as/")


def install(app: Flask) -> None:
    """Before whatever answers: nothing is asked past the gate."""
    app.before_request(_enter)
    app.after_request(_leave)
    app.teardown_request(_close)


def look_now() -> Look | None:
    """The look of this request's session; None for everybody who is himself."""
    found = visits.visitor()
    return found.viewing if found is not None else None


def _enter() -> Any:
    reading_only.switch(False)
    if request.endpoint in UNSEEN:
        return None
    look = look_now()
    if look is None:
        return None
    reading_only.switch(True)
    # Made before any other: the lines of the log about this request name him, whatever comes of it.
    ctx = acts.own_context(look.administrator, request_id=g.get("request_id"), ip=request.remote_addr)  # fmt: skip
    if request.endpoint == END:
        return None
    if look.is_over:
        # Not the administrator's own request either: the page that it came from was somebody else's.
        return _over()
    if request.method not in SAFE or _is_own(request.path):
        raise reading_only.refusal()
    # Whoever sends a request says himself whether a script asked: only what tells nothing is left out.
    if request.endpoint not in COUNTED:
        with ctx:
            acts.note(ctx, look, request.path)
    return None


def _leave(response: Response) -> Response:
    """Nothing is taken along, and no copy of a page stays in the browser."""
    if not reading_only.is_on():
        return response
    if request.endpoint != END and not _is_shown(response):
        response.close()
        page = render_template(
            "error.html", heading=_("You may not do this"), details=[], back="",
            text=reading_only.refusal().message.in_language("zh" if _is_chinese() else "en"),
        )  # fmt: skip
        response = Response(page, 403)
    response.headers["Cache-Control"] = "no-store"
    return response


def _close(_error: BaseException | None = None) -> None:
    reading_only.switch(False)


def _is_own(path: str) -> bool:
    return any(path == one or path.startswith(f"{one}/") for one in OWN)


def _is_shown(response: Response) -> bool:
    if response.status_code in (204, 304) or 300 <= response.status_code < 400:
        return True
    is_file = response.headers.get("Content-Disposition", "").startswith("attachment")
    return (
        not is_file
        and (response.mimetype or "").startswith(SHOWN)
        and response.mimetype != "text/csv"
    )


def _is_chinese() -> bool:
    return current_language() == "zh"


def _over() -> Any:
    if request.path.startswith("/api/"):
        raise Forbidden(
            "查看已到时；请先结束查看 / The time of this view is over: end it first.",
            code=reading_only.CODE,
        )
    return render_template("security/view_over.html"), 403
