"""Pages for what went wrong: the right status, a sentence in the reader's language, a way on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, g, redirect, render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from app.forms.language import told
from app.runtime import outage
from app.runtime.errors import AppError, Unauthenticated
from app.web import kept
from app.web.guard import to_entrance
from app.web.paths import own_path

log = logging.getLogger(__name__)

NO_PAGE: dict[str, Callable[[], Any]] = {}
"""Beginning of a path → the page of another layout that says that there is no such page."""


def register(app: Flask) -> None:
    """REST has handlers of its own on its blueprint; these are for everything that shows a page."""
    app.register_error_handler(AppError, app_error)
    app.register_error_handler(CSRFError, stale_page)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(SecurityError, foreign_host)
    for trouble in outage.TROUBLES:
        app.register_error_handler(trouble, out_of_order)


def headings() -> dict[int, str]:
    return {
        400: _("This request cannot be understood"),
        401: _("Log in first"),
        403: _("You may not do this"),
        404: _("Not found"),
        405: _("This cannot be done that way"),
        409: _("Not possible now"),
        413: _("This is too large"),
        422: _("This is not acceptable"),
        429: _("Too many requests"),
        500: _("Something went wrong here"),
    }


def page(status: int, text: str, details: list[str] | None = None) -> Any:
    # A path of ours or none: the referrer may be any site.
    came_from = request.referrer or ""
    path = came_from.removeprefix(request.host_url.rstrip("/"))
    try:
        shown = render_template(
            "error.html",
            heading=headings().get(status, _("Something went wrong here")),
            text=text,
            details=details or [],
            back=own_path(path, ""),
        )
    except outage.TROUBLES as error:
        # The frame of the page asks who is there.
        return out_of_order(error)
    return shown, status


def app_error(error: AppError) -> Any:
    if isinstance(error, Unauthenticated) and not current_user.is_authenticated:
        return to_entrance()
    text = told(error.message)
    details = [line for line in (told(one.message) for one in error.errors) if line != text]
    return with_wait(page(error.status, text, details), error)


def with_wait(answer: Any, error: AppError) -> Any:
    """When to come again, where the error says so."""
    wait = getattr(error, "retry_after", None)
    return (*answer, {"Retry-After": str(wait)}) if wait else answer


def out_of_order(error: Exception) -> Any:
    """The database is away, or the disk is full: a page that needs neither. Anything else is a bug."""
    reading = request.method in ("GET", "HEAD")
    found = outage.explained(error, writing=not reading)
    if found is None:
        raise error
    log.error("%s: %s", found.code, request.path, exc_info=error)
    texts = [found.message.in_language(one) for one in ("zh", "en")]
    # Not by render_template: what every page may name asks the database who is there.
    template = current_app.jinja_env.get_template("outage.html")
    again = request.full_path.rstrip("?") if reading else ""
    headers = {"Cache-Control": "no-store"}
    if isinstance(found, outage.Unavailable):
        headers["Retry-After"] = str(found.retry_after)
    return template.render(texts=texts, again=again), found.status, headers


def stale_page(_error: CSRFError) -> Any:
    """The session ended while the form was open: what was typed is kept and can be sent again."""
    g.pop("csrf_token", None)
    if request.endpoint == "EntranceView.login":
        return redirect(request.full_path.rstrip("?"))
    typed = kept.typed()
    if typed:
        return render_template("kept.html", typed=typed, kept=kept), 400
    return page(
        400,
        _(
            "The page was open too long, or you were logged out. Go back, reload, and send it again."
        ),
    )


def foreign_host(_error: SecurityError) -> Any:
    """Asked under a name that is not ours: no page, for every address on it would lead elsewhere."""
    text = "此主机名不在 TRUSTED_HOSTS 中 / This host name is not one of TRUSTED_HOSTS.\n"
    return text, 400, {"Content-Type": "text/plain; charset=utf-8"}


def http_error(error: HTTPException) -> Any:
    status = error.code or 500
    if status < 400 or error.response is not None:
        return error
    if status == 404:
        for start, no_page in NO_PAGE.items():
            if request.path.startswith(start):
                return no_page()
    texts = {
        403: _("Your role may not open this page."),
        404: _("There is no such page, or it is not yours to see."),
        405: _("This address only takes a form that was sent from its own page."),
        413: _("The file or the form is larger than allowed."),
    }
    return page(
        status,
        texts.get(status, _("Try again; if it happens again, tell the system administrator.")),
    )
