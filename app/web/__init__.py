"""The back office: screens over the runtime, on Flask-AppBuilder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Flask, abort, request
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from app.forms import language, numbers, screens
from app.runtime import registry
from app.runtime.trace import is_traced
from app.web import (
    api_docs,
    assets,
    catalogue,
    dialogs,
    errors,
    headers,
    messages,
    mobile,
    navigation,
    reading,
    staff_pages,
    viewing,
)
from app.web.accounts import visits, wishes
from app.web.accounts.security import SecurityManager
from app.web.api_docs import ApiDocsView
from app.web.documents import VIEWS as DOCUMENT_VIEWS
from app.web.documents.manual import has_manual, step_words
from app.web.home import HomeView
from app.web.imports import is_offered as offers_imports
from app.web.messages import MessageView
from app.web.pages import FileView, LanguageView
from app.web.palette import PaletteView
from app.web.paths import own_path
from app.web.person import ADMINISTRATOR, is_administrator
from app.web.reader import close
from app.web.reports import ReportView
from app.web.reports import is_offered as offers_reports
from app.web.search import SearchView
from app.web.view import RecordView

SETTINGS: dict[str, Any] = {
    "APP_NAME": "Dougong",
    "AUTH_ROLE_ADMIN": ADMINISTRATOR,
    "BABEL_DEFAULT_LOCALE": "zh_Hans_CN",
    "LANGUAGES": {
        "zh_Hans_CN": {"flag": "cn", "name": "中文"},
        "en": {"flag": "gb", "name": "English"},
    },
    # Tables are Alembic's, permissions are written in bulk by `dougong sync`.
    "FAB_CREATE_DB": False,
    "FAB_UPDATE_PERMS": False,
    # Menu.get_flat_name_list doubles with each category: 39 of them need more memory than there is.
    "FAB_ADD_MENU_API": False,
    "FAB_ADD_OPENAPI_VIEWS": False,
    "FAB_ADD_SECURITY_API": False,
    "FAB_API_SWAGGER_UI": False,
    "RATELIMIT_ENABLED": False,
    # A clock that is set back a little, or differs between two machines, ends no token.
    "JWT_DECODE_LEEWAY": 60,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    # A token lives as long as its session: a form that was open over lunch can still be sent.
    "WTF_CSRF_TIME_LIMIT": None,
    "MAX_CONTENT_LENGTH": 64 * 1024 * 1024,
    "MAX_FORM_PARTS": 20_000,
    "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
}


THEMES = frozenset({"light", "dark"})


def prepare(app: Flask) -> None:
    """Before AppBuilder: the settings that it reads, and the CSRF guard (installed later, its GET deletes work)."""
    for key, value in SETTINGS.items():
        app.config.setdefault(key, value)
    for key in ("SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
                "MAX_CONTENT_LENGTH", "MAX_FORM_PARTS", "MAX_FORM_MEMORY_SIZE"):  # fmt: skip
        app.config[key] = SETTINGS[key]  # Flask has defaults of its own for these
    proxies = app.config["DOUGONG"].trusted_proxies
    if proxies:
        # Only as many as the setting says: anybody can send these headers.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
    # The empty list would be no list: Flask's own setting, asked before anything else of a request.
    app.config["TRUSTED_HOSTS"] = list(app.config["DOUGONG"].trusted_hosts) or None
    numbers.install(app)
    headers.install(app)
    dialogs.install(app)
    assets.install(app)
    visits.install(app)
    viewing.install(app)
    wishes.install(app)
    CSRFProtect(app)


def register(app: Flask, appbuilder: Any, views: Sequence[type[RecordView]]) -> None:
    """After AppBuilder: a screen for every entity, the pages around them, what templates use."""
    catalogue.install(app)
    app.extensions["babel"].locale_selector = language.current_locale
    for view_class in views:
        view = appbuilder.add_view_no_menu(view_class)
        screens.add(app, view)
    appbuilder.add_view_no_menu(LanguageView)
    appbuilder.add_view_no_menu(FileView)
    appbuilder.add_view_no_menu(MessageView)
    appbuilder.add_view_no_menu(viewing.ViewingView)
    appbuilder.add_view_no_menu(mobile.TasksView)
    appbuilder.add_view_no_menu(ApiDocsView)
    for document_view in DOCUMENT_VIEWS:
        appbuilder.add_view_no_menu(document_view)
    appbuilder.add_view_no_menu(ReportView)
    appbuilder.add_view_no_menu(SearchView)
    appbuilder.add_view_no_menu(PaletteView)
    appbuilder.add_view_no_menu(wishes.ScreenView)
    appbuilder.add_view_no_menu(wishes.KeysView)
    for endpoint in ("LocaleView.index", "UtilView.back"):
        # Pages of Flask-AppBuilder that redirect to where the session says; ours take their place.
        app.view_functions[endpoint] = _gone
    staff_pages.register(app)
    errors.register(app)
    app.teardown_appcontext(close)
    app.context_processor(common)
    app.jinja_env.filters.update(
        moment=reading.moment, own_language=reading.own_language, state_label=reading.state_label
    )


def _gone(**_arguments: Any) -> Any:
    abort(404)


def common() -> dict[str, Any]:
    """What every page of ours may name."""
    here = language.current_language()
    return {
        "language": here,
        "other_languages": language.others(),
        "app_label": registry.current().app.label.in_language(here),
        "person": current_user if current_user.is_authenticated else None,
        "here": request.path,
        # Another language shows this very list again, filters and all; a sent form starts over on its page.
        "here_again": request.full_path.rstrip("?") if request.method == "GET" else request.path,
        "navigation": navigation.shown,
        # Chosen with the switch; none follows the system.
        "color_theme": chosen if (chosen := request.cookies.get("theme")) in THEMES else "",
        "wish": wishes.wish,
        "unread": messages.unread,
        "bar_pages": staff_pages.in_the_bar,
        "offers_api": api_docs.is_offered,
        "traced": is_traced,
        "pages_beside": _beside,
        "has_manual": has_manual,
        "step_words": step_words,
        "offers_imports": offers_imports,
        "offers_reports": offers_reports,
        "own_path": own_path,
        "offers_tasks": mobile.is_offered,
        "is_administrator": is_administrator,
        "viewing": viewing.look_now,
    }


def _beside(entity: Any, record: Any) -> list[tuple[str, str]]:
    """(label, address) of the hand-written pages that a record leads to."""
    return staff_pages.beside(entity, record, current_user.roles)


__all__ = ["HomeView", "RecordView", "SecurityManager", "prepare", "register"]
