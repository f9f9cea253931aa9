"""What the command palette offers beside search: the pages of the menu, what may be made new, what was opened last."""

from __future__ import annotations

from typing import Any

from flask import Response, json, request
from flask_appbuilder import BaseView, expose
from flask_babel import gettext as _

from app.runtime import saved
from app.runtime.context import Context
from app.web import imports, mobile, navigation, reports
from app.web.guard import logged_in
from app.web.reader import context
from app.web.search import open_views, opened_last


class PaletteView(BaseView):
    """`/palette/`: `{"texts": {…}, "groups": [{"label", "items": [{"title", "url", "note"}]}]}`; 304 when nothing has changed."""

    route_base = "/palette"
    default_view = "offers"

    @expose("/")
    @logged_in
    def offers(self) -> Any:
        ctx = context()
        groups = [
            (_("Opened last"), [(hit.title, hit.url, hit.note) for hit in opened_last(ctx)]),
            (_("Saved"), _saved(ctx)),
            (_("New"), _new()),
            (_("Go to"), _pages()),
        ]
        answer = Response(
            json.dumps(
                {
                    "texts": {
                        "title": _("Command palette"),
                        "placeholder": _("Go to a page, begin something new, search …"),
                        "here": _("On this page"),
                        "nothing": _("Nothing fits."),
                        "everything": _("Search everywhere for %(text)s", text="{}"),
                    },
                    "groups": [
                        {
                            "label": label,
                            "items": [
                                {"title": title, "url": url, "note": note}
                                for title, url, note in items
                            ],
                        }
                        for label, items in groups
                        if items
                    ],
                }
            ),
            mimetype="application/json",
        )
        answer.headers["Cache-Control"] = "private, no-cache"
        answer.add_etag()
        return answer.make_conditional(request)


def _saved(ctx: Context) -> list[tuple[str, str, str]]:
    """The saved views of lists that the person may open."""
    lists = {view.entity.key(): view for view in open_views()}
    return [
        (
            one.name,
            f"{lists[one.entity].route_base}/list/?view={one.id}",
            lists[one.entity].label(),
        )
        for one in saved.of_all_lists(ctx)
        if one.entity in lists
    ]


def _new() -> list[tuple[str, str, str]]:
    return [
        (_("New: %(label)s", label=view.label()), f"{view.route_base}/add", "")
        for view in open_views()
        if view.form is not None and view.may("add") and view.menu
    ]


def _offered() -> list[tuple[str, str, str]]:
    """What stands above the modules in the navigation."""
    pages = [
        (reports.is_offered(), _("Reports"), "/reports/"),
        (True, _("Manual"), "/manual/"),
        (imports.is_offered(), _("Imports"), "/imports/"),
        (mobile.is_offered(), _("My tasks"), "/today/"),
    ]
    return [(label, url, "") for is_there, label, url in pages if is_there]


def _pages() -> list[tuple[str, str, str]]:
    mine = [
        (_("Home"), "/", ""),
        (_("Messages"), "/messages/", ""),
        *_offered(),
        (_("My account"), "/me/", ""),
        (_("Preferences"), "/me/screen/", ""),
        (_("What reaches me where"), "/me/notifications/", ""),
        (_("Where I am logged in"), "/me/sessions", ""),
        (_("Second factor"), "/me/second-factor", ""),
        (_("My data"), "/me/data", ""),
    ]
    menu = [
        (item.label, item.url, group.label)
        for group in navigation.for_person()
        for item in group.items
    ]
    return menu + mine
