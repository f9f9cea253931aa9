"""/me/screen/: language, light or dark, density, shortcuts. Kept on the server, carried in cookies, so that a page asks nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, flash, g, redirect, request
from flask_appbuilder import BaseView, expose
from flask_babel import gettext as _

from app.forms.language import NAMES, choose, told
from app.runtime import i18n
from app.runtime.context import Context
from app.runtime.errors import ValidationFailed
from app.runtime.personal import preferences
from app.web.accounts import visits
from app.web.guard import logged_in
from app.web.paths import own_path
from app.web.reader import context

YEAR = 365 * 24 * 3600
COOKIES = ("theme", "density", "keys")
"""The choices that a page is drawn by; the language stands in the signed cookie of the page."""


def install(app: Flask) -> None:
    """What a person wishes is carried to his browser when he logs in or changes it."""
    app.after_request(_carry)


def wish(name: str) -> str:
    """The choice that this browser carries; the usual one when it carries none that there is."""
    offered = preferences.CHOICES[name]
    given = request.cookies.get(name, "")
    return given if given in offered else offered[0]


def entered(user_id: int) -> None:
    """Somebody has logged in: his pages are here as he wants them everywhere."""
    with Context.system(channel="web") as ctx:
        chosen = preferences.of(ctx.session, user_id)
    if "language" in chosen:
        choose(chosen["language"])
    _bring(chosen)


def keep(ctx: Context, values: Mapping[str, str]) -> None:
    """Keep choices and have them at once. Raises ValidationFailed."""
    preferences.save(ctx, values)
    if "language" in values:
        choose(values["language"])
    _bring(values)


def _bring(values: Mapping[str, str]) -> None:
    g.wishes = {name: values[name] for name in COOKIES if name in values}


def _carry(response: Response) -> Response:
    for name, value in g.pop("wishes", {}).items():
        usual = value == preferences.CHOICES[name][0]
        # Scripts read and write them too: light or dark changes without asking the server first.
        response.set_cookie(
            name, "" if usual else value, max_age=0 if usual else YEAR, path="/",
            secure=visits.https(), samesite="Lax",
        )  # fmt: skip
    return response


class ScreenView(BaseView):
    route_base = "/me/screen"
    default_view = "edit"

    @expose("/", methods=["GET", "POST"])
    @logged_in
    def edit(self) -> Any:
        """The page of all choices; a POST may bring some of them (the user's menu sends one)."""
        errors: dict[str, str] = {}
        if request.method == "POST":
            names = (*preferences.CHOICES, "language")
            given = {name: request.form[name] for name in names if name in request.form}
            try:
                keep(context(), given)
            except ValidationFailed as refused:
                errors = {one.field: told(one.message) for one in refused.errors}
            else:
                if request.headers.get("X-Fragment"):
                    return Response(status=204)
                if "next" not in request.form:
                    flash(_("Saved."), "success")
                return redirect(own_path(request.form.get("next"), "/me/screen/"))
        page = self.render_template(
            "me/screen.html",
            wish=wish,
            errors=errors,
            languages=[(code, NAMES[code]) for code in i18n.languages()],
        )
        return page, 422 if errors else 200


class KeysView(BaseView):
    """GET /help/keys: which keys there are. Over the page it is asked for, on its own without a script."""

    route_base = "/help/keys"
    default_view = "index"

    @expose("/")
    @logged_in
    def index(self) -> Any:
        part = bool(request.headers.get("X-Fragment"))
        return self.render_template("_keys.html" if part else "keys.html", on=wish("keys") == "on")


__all__ = ["KeysView", "ScreenView", "entered", "install", "keep", "wish"]
