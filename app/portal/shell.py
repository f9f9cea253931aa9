"""Mounts the portal at /portal: layout, login, language, and the pages that app/custom declared."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, g, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response as BaseResponse

from app.runtime import login as logins
from app.runtime import registry
from app.runtime.context import Context
from app.runtime.errors import AppError, NotFound, Unauthenticated
from app.runtime.i18n import choose_language, t

from .forms import LoginForm
from .pages import PAGES, Page

LAYOUT = "portal/layout.html"


def register(app: Flask) -> None:
    """Mount the shell and every declared page; call after app/custom is installed."""
    portal = Blueprint("portal", __name__, url_prefix="/portal")
    portal.add_url_rule("/login", "login", _login, methods=["GET", "POST"])
    portal.add_url_rule("/logout", "logout", _logout, methods=["POST"])
    portal.add_url_rule("/language/<language>", "language", _language, methods=["POST"])
    portal.add_url_rule("/", "index", _index)
    for declared in PAGES:
        portal.add_url_rule(
            declared.rule, declared.name, _guarded(declared), methods=list(declared.methods)
        )
    portal.register_error_handler(AppError, _refused)
    portal.context_processor(_layout_values)
    app.register_blueprint(portal)


def current_context() -> Context:
    """The Context of this request's visitor; nobody logged in is the anonymous actor, who may nothing."""
    if "portal_context" not in g:
        user_id = int(current_user.id) if current_user.is_authenticated else None
        language = choose_language()
        g.portal_context = (
            Context.for_user(user_id, channel="portal", language=language)
            if user_id is not None
            else Context.anonymous(channel="portal", language=language)
        )
    context: Context = g.portal_context
    return context


def render(template: str, **values: Any) -> str:
    """A page inside the portal's layout; `ctx` and `t` are always there."""
    return render_template(template, ctx=current_context(), t=t, **values)


def _guarded(declared: Page) -> Callable[..., Any]:
    @wraps(declared.view)
    def view(**parameters: Any) -> Any:
        if declared.login and not current_user.is_authenticated:
            return redirect(url_for("portal.login", next=request.full_path.rstrip("?")))
        return declared.view(current_context(), **parameters)

    return view


def _index() -> BaseResponse:
    """The first page of the menu; a visitor goes to the login."""
    first = next((page for page in PAGES if page.menu), None)
    if first is None or not current_user.is_authenticated:
        return redirect(url_for("portal.login"))
    return redirect(url_for(f"portal.{first.name}"))


def _login() -> str | BaseResponse:
    form = LoginForm(ctx=current_context())
    if form.validate_on_submit():
        user_id = logins.authenticate(form.username.data or "", form.password.data or "")
        user = None
        if user_id is not None:
            from flask import current_app

            user = current_app.appbuilder.sm.get_user_by_id(user_id)  # type: ignore[attr-defined]
        if user is not None:
            target = own_path(request.args.get("next", ""))
            session.clear()
            login_user(user)
            return redirect(target or url_for("portal.index"))
        form.refuse()
    return render("portal/login.html", form=form)


def _logout() -> BaseResponse:
    logout_user()
    session.clear()
    return redirect(url_for("portal.login"))


def _language(language: str) -> BaseResponse:
    if language not in registry.current().app.languages:
        raise NotFound()
    session["language"] = language
    return redirect(own_path(request.form.get("next", "")) or url_for("portal.index"))


def own_path(path: str) -> str:
    """`path` when it leads to a page of this site, else "" (no open redirect)."""
    parts = urlsplit(path)
    clean = path.startswith("/") and not path.startswith(("//", "/\\")) and "\\" not in path
    return path if clean and not parts.scheme and not parts.netloc else ""


def _refused(error: AppError) -> tuple[str, int] | BaseResponse:
    """An error page that says what to do; who is not logged in is asked to."""
    if isinstance(error, Unauthenticated):
        return redirect(url_for("portal.login", next=request.full_path.rstrip("?")))
    return render("portal/error.html", error=error), error.status


def _layout_values() -> dict[str, Any]:
    context = current_context()
    return {
        "ctx": context,
        "t": t,
        "portal_menu": [page for page in PAGES if page.menu],
        "portal_app": registry.current().app,
        "signed_in": current_user.is_authenticated,
        "languages": registry.current().app.languages,
    }


def not_modified(response: Response) -> Response:
    """Let a poll be answered with 304 when nothing changed (`ETag` from the body)."""
    response.add_etag()
    return response.make_conditional(request)
