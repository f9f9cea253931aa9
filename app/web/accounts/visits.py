"""The browser's side of a session: one cookie with a random key. Who it belongs to is asked of the server each time."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, current_app, g, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin

from app.forms.language import current_language
from app.runtime.accounts import login, person, sessions
from app.runtime.accounts.login import Entered
from app.runtime.accounts.sessions import Place
from app.runtime.viewing import acts

NAME = "dougong-id"
PAGE_NAME = "dougong"
"""Flask's signed cookie: language, CSRF token, messages for the next page. It gives no rights to anybody."""
POLL = "X-Poll"
"""A page that asks by itself whether something is new says so: that keeps no session awake."""


def https() -> bool:
    """Whether browsers reach the application by HTTPS only."""
    return bool(current_app.config["DOUGONG"].https)


def name(plain: str) -> str:
    """`__Host-`: the browser takes it from this very host alone, for the whole host, by HTTPS."""
    return f"__Host-{plain}" if https() else plain


class PageCookie(SecureCookieSessionInterface):
    """Flask's session cookie, named and marked like the other one."""

    def get_cookie_name(self, app: Flask) -> str:
        return name(PAGE_NAME)

    def get_cookie_secure(self, app: Flask) -> bool:
        return https()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        # A file of ours is the same for everybody: its copy does not depend on a cookie.
        if request.endpoint != "static":
            super().save_session(app, session, response)


def install(app: Flask) -> None:
    """Before AppBuilder: the page cookie, and what an answer carries."""
    app.session_interface = PageCookie()
    app.after_request(_carry)


def place(channel: str = "web") -> Place:
    """Where this request comes from."""
    device = request.headers.get("User-Agent", "")
    return Place(request.remote_addr, device, channel)


def visitor() -> person.Person | None:
    """Whoever this browser belongs to, at whatever stage of logging in; asked once a request."""
    if "visitor" not in g:
        key = request.cookies.get(name(NAME), "")
        found = person.load_visitor(key) if 20 <= len(key) <= 100 else None
        g.visitor = acts.looking(found) if found is not None else None
    visitor: person.Person | None = g.visitor
    return visitor


def logged_in(_request: Any = None) -> person.Person | None:
    """What Flask-Login asks: the visitor, when nothing is missing any more."""
    found = visitor()
    if found is None or found.visit is None or found.visit.stage != sessions.OPEN:
        return None
    return found


def begin(entered: Entered) -> None:
    """Give the browser its new key: nothing of an earlier visit stays but the language."""
    _take(entered.key)


def _take(key: str) -> None:
    language = current_language()
    session.clear()
    session["language"] = language
    g.pop("csrf_token", None)
    g.pop("dougong_context", None)
    g.new_key = key
    g.visitor = None
    current_app.login_manager._update_request_context_with_user()  # type: ignore[attr-defined]


def renew(key: str, *, forget: bool) -> None:
    """Another key and another token for the same session: forms that were drawn before are not taken any more.

    `forget`: what the browser keeps of the pages shown so far goes too.
    """
    _take(key)
    g.forget = forget


def finish(channel: str = "web") -> None:
    """Log out: the session ends on the server, and the browser forgets its key."""
    found = visitor()
    if found is not None:
        login.leave(found, place(channel))
    language = current_language()
    session.clear()
    session["language"] = language
    g.pop("csrf_token", None)
    g.new_key = ""
    g.visitor = None
    current_app.login_manager._update_request_context_with_user()  # type: ignore[attr-defined]


def _carry(response: Response) -> Response:
    key = g.pop("new_key", None)
    if key is not None:
        response.set_cookie(
            name(NAME),
            key,
            max_age=None if key else 0,
            path="/",
            secure=https(),
            httponly=True,
            samesite="Lax",
        )
        if not key or g.pop("forget", False):
            # Pages and messages that the browser kept for a time without a connection are this person's.
            response.headers["Clear-Site-Data"] = '"storage"'
    found = g.get("visitor")
    if found is not None and found.visit is not None and POLL not in request.headers:
        visit = found.visit
        if sessions.is_due(visit.seen_at):
            # After the answer has gone out: nobody waits for a writer because of it.
            response.call_on_close(lambda: sessions.seen(visit.id))
    return response
