"""Mounts the portal at /portal: layout, login, language, and the pages that app/custom declared."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response as BaseResponse

from app.runtime import i18n, registry
from app.runtime.accounts.attempts import TooManyAttempts
from app.runtime.context import SYSTEM_ACTOR, Actor, Context
from app.runtime.entity import Entity
from app.runtime.errors import AppError, BadRequest, Forbidden, Message, NotFound, Unauthenticated
from app.runtime.field import Label
from app.runtime.i18n import t
from app.runtime.privacy import parcels
from app.web import errors, kept, worker
from app.web.accounts import visits
from app.web.accounts.entrance import by_password, way_on
from app.web.accounts.handing_out import download
from app.web.documents import codes
from app.web.paths import own_path
from app.web.person import uses_portal

from . import my_data, show, talk
from .forms import LoginForm
from .pages import PAGES, Page, menu

MOUNTED = "dougong_portal_pages"


def register(app: Flask) -> None:
    """Mount the shell and every declared page; call after app/custom is installed."""
    portal = Blueprint("portal", __name__, url_prefix="/portal")
    portal.add_url_rule("/login", "login", _login, methods=["GET", "POST"])
    portal.add_url_rule("/logout", "logout", _logout, methods=["POST"])
    portal.add_url_rule("/language/<language>", "language", _language, methods=["POST"])
    portal.add_url_rule("/", "index", _index)
    portal.add_url_rule("/worker.js", "worker", _worker)
    portal.add_url_rule("/manifest.webmanifest", "manifest", _manifest)
    portal.add_url_rule("/offline", "offline", _offline)
    for own in OWN_PAGES:
        portal.add_url_rule(own.rule, own.name, _guarded(own), methods=list(own.methods))
    for declared in PAGES:
        portal.add_url_rule(
            declared.rule, declared.name, _guarded(declared), methods=list(declared.methods)
        )
    portal.register_error_handler(AppError, _refused)
    portal.register_error_handler(CSRFError, _late)
    portal.context_processor(_layout_values)
    app.register_blueprint(portal)
    for declared in PAGES:
        if declared.short:
            app.add_url_rule(
                declared.short,
                f"short.{declared.name}",
                _leading_to(f"portal.{declared.name}"),
            )
    app.extensions[MOUNTED] = tuple(PAGES)
    app.extensions[codes.FOR_RESIDENTS] = {
        declared.scanned: f"portal.{declared.name}" for declared in PAGES if declared.scanned
    }
    errors.NO_PAGE["/portal/"] = _no_page
    app.teardown_appcontext(_close)


def _leading_to(endpoint: str) -> Callable[[], BaseResponse]:
    def lead() -> BaseResponse:
        return redirect(url_for(endpoint))

    return lead


def _pages() -> tuple[Page, ...]:
    """The pages of this very application: others of the same process may have declared more."""
    pages: tuple[Page, ...] = current_app.extensions[MOUNTED]
    return pages


def current_context() -> Context:
    """The Context of this request's visitor. Nobody logged in is an actor without roles, who may nothing."""
    if "portal_context" not in g:
        language = i18n.current_language()
        if current_user.is_authenticated:
            actor = Actor(
                current_user.id,
                current_user.username,
                current_user.roles,
                language,
                values=current_user.values,
            )
        else:
            actor = Actor(None, "anonymous", language=language)
        g.portal_context = _context(actor)
    context: Context = g.portal_context
    return context


def system_context() -> Context:
    """The system acting for an anonymous visitor: a registration, a survey by invitation. Close it by `with`."""
    context = _context(SYSTEM_ACTOR)
    context.actor = Actor(None, "system", language=i18n.current_language(), is_system=True)
    return context


def _context(actor: Actor) -> Context:
    return Context(
        actor,
        channel="portal",
        request_id=g.get("request_id"),
        ip=request.remote_addr,
    )


def must(ctx: Context, entity: type[Entity], action: str) -> None:
    """Raises Forbidden when no role of the visitor may do this at all: a form that could only be refused is not shown."""
    decision = registry.current().entity(entity).policy.may(ctx.actor, action)
    if decision.reason is not None:
        raise Forbidden(decision.reason)


def _close(_error: BaseException | None = None) -> None:
    context = g.pop("portal_context", None)
    if context is not None:
        context.close()


def render(template: str, status: int = 200, **values: Any) -> tuple[str, int]:
    """A page inside the portal's layout; `ctx`, `t` and the helpers of `show` are always there."""
    return render_template(template, **values), status


def _guarded(declared: Page) -> Callable[..., Any]:
    @wraps(declared.view)
    def view(**parameters: Any) -> Any:
        if declared.login and not current_user.is_authenticated:
            if kept.typed():
                return _kept(401, needs_login=True)
            return redirect(url_for("portal.login", next=_wanted()))
        return declared.view(current_context(), **parameters)

    return view


def _index() -> BaseResponse:
    """The first page of the menu; a visitor goes to the login, the staff to the back office."""
    pages = menu(_pages())
    if not pages or not current_user.is_authenticated:
        return redirect(url_for("portal.login"))
    if not uses_portal(current_user.roles):
        return redirect("/")
    return redirect(url_for(f"portal.{pages[0].name}"))


def _login() -> Any:
    form = LoginForm()
    status = 200
    if form.validate_on_submit():
        try:
            entered = by_password(form.username.data, form.password.data, "portal")
        except TooManyAttempts as locked:
            form.refuse(locked.message)
            return (*render("portal/login.html", locked.status, form=form), locked.wait())
        else:
            if entered is not None:
                target = own_path(request.args.get("next"), url_for("portal.index"))
                return redirect(way_on(entered, target))
            form.refuse()
            status = 401
    return render("portal/login.html", status, form=form)


def _my_data(ctx: Context) -> Any:
    """With the password: everything about oneself as one file."""
    form = my_data.labelled()
    answer = my_data.my_data(ctx, form)
    if answer is not None:
        return answer
    status = 422 if form.errors else 200
    return render("portal/data.html", status, form=form, parcels=parcels.listed(ctx))


def _comments(ctx: Context, key: str, id: int) -> Any:
    """What is said about a record of the visitor's."""
    return talk.page(ctx, render, key, id)


def _my_parcel(ctx: Context, id: int) -> Any:
    return download(parcels.fetch(ctx, id), f"data-{id}")


_LABEL = Label(dict(i18n.texts()["portal.my_data"]))
OWN_PAGES = (
    Page("/data", "my_data", _LABEL, _my_data, methods=("GET", "POST")),
    Page("/data/<int:id>", "my_parcel", _LABEL, _my_parcel),
    Page(
        "/comments/<key>/<int:id>",
        "comments",
        Label(dict(i18n.texts()["portal.comments"])),
        _comments,
        methods=("GET", "POST"),
    ),
)
"""Pages that every portal has."""


def _worker() -> BaseResponse:
    """The worker of the portal keeps files and the page for no connection: nothing of anybody."""
    return worker.script("/portal/")


def _manifest() -> BaseResponse:
    return worker.manifest("/portal/", t("portal.app"))


def _offline() -> str:
    return render_template("mobile/offline.html", back="/portal/", keeps=False)


def _logout() -> BaseResponse:
    visits.finish("portal")
    return redirect(url_for("portal.login"))


def _language(language: str) -> BaseResponse:
    if language not in i18n.languages():
        raise NotFound()
    i18n.remember_language(language)
    return redirect(own_path(request.form.get("next"), url_for("portal.index")))


def _refused(error: AppError) -> tuple[str, int] | BaseResponse:
    """An error page that says what to do; who is not logged in is asked to."""
    if isinstance(error, Unauthenticated):
        return redirect(url_for("portal.login", next=_wanted()))
    return render("portal/error.html", error.status, error=error)


def _no_page() -> tuple[str, int]:
    """A mistyped address below /portal stays in the portal."""
    told = NotFound(Message(i18n.texts()["portal.no_page"]))
    return render("portal/error.html", 404, error=told, **_layout_values())


def _wanted() -> str:
    """Where to go after the login: this page; for what cannot be opened again, the first one."""
    return request.full_path.rstrip("?") if request.method == "GET" else url_for("portal.index")


def _late(_error: CSRFError) -> tuple[str, int] | BaseResponse:
    """The session ended while the form was open: what was typed is kept and can be sent again."""
    g.pop("csrf_token", None)
    if request.endpoint == "portal.login":
        return redirect(request.full_path.rstrip("?"))
    if request.endpoint in ("portal.logout", "portal.language") or not kept.typed():
        error = BadRequest(Message(i18n.texts()["portal.too_late"]))
        return render("portal/error.html", error.status, error=error)
    public = {f"portal.{declared.name}" for declared in _pages() if not declared.login}
    return _kept(400, needs_login=request.endpoint not in public)


def _kept(status: int, *, needs_login: bool) -> tuple[str, int]:
    return render(
        "portal/kept.html", status, kept=kept, typed=kept.typed(), needs_login=needs_login
    )


def _layout_values() -> dict[str, Any]:
    language = i18n.current_language()
    signed_in = current_user.is_authenticated
    is_staff = signed_in and not uses_portal(current_user.roles)
    return {
        "ctx": current_context(),
        "comments_on": partial(talk.comments_on, current_context()),
        "t": t,
        "show": show,
        "language": language,
        # Whoever has no role of the portal may open a public page of it, and none of the others.
        "portal_menu": [] if is_staff else menu(_pages()),
        "is_staff": is_staff,
        "public_pages": [page for page in _pages() if page.public],
        "portal_label": registry.current().app.label.in_language(language),
        "signed_in": signed_in,
        "other_languages": [code for code in i18n.languages() if code != language],
    }


def not_modified(text: str) -> BaseResponse:
    """A fragment for a poll: 304 when nothing has changed."""
    response = Response(text)
    response.add_etag()
    return response.make_conditional(request)
