"""GET /search/: one box over all entities. The page, what is suggested while one types, and what was opened last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Response, jsonify, redirect, request
from flask_appbuilder import BaseView, expose
from flask_babel import gettext as _
from flask_login import current_user

from app.forms import screens
from app.forms.language import current_language
from app.forms.numbers import as_id
from app.runtime import query
from app.runtime.context import Context
from app.runtime.errors import NotFound
from app.runtime.personal import recents
from app.runtime.search.everywhere import EACH, LONGEST, MOST_COUNTED, Group, everywhere
from app.web import cells
from app.web.guard import logged_in
from app.web.person import lives_in_portal
from app.web.reader import context
from app.web.view import RecordView

ON_PAGE = 10
"""Records of a group on the page; the entity's own list, searched, has all."""
SUGGESTED = 5
"""Groups that are suggested while one types."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One record: `note` says whom and what it names, `state` is its badge."""

    title: str
    url: str
    note: str
    state: Any = ""
    state_text: str = ""


@dataclass(frozen=True, slots=True)
class Hits:
    """The records of one entity, and where all of them are."""

    label: str
    count: str
    url: str
    items: list[Hit]


class SearchView(BaseView):
    route_base = "/search"
    default_view = "index"

    @expose("/")
    @logged_in
    def index(self) -> Any:
        if lives_in_portal(current_user.roles):
            return redirect("/portal/")
        text = _typed()
        ctx = context()
        return self.render_template(
            "search.html",
            text=text,
            groups=found(ctx, text, each=ON_PAGE) if text else [],
            recent=[] if text else opened_last(ctx),
        )

    @expose("/suggest")
    @logged_in
    def suggest(self) -> Any:
        """`{"groups": [{"label", "count", "url", "items": [{"title", "url", "note", "state"}]}]}`; without words what was opened last."""
        text = _typed()
        ctx = context()
        groups = found(ctx, text, groups=SUGGESTED) if text else _recent_group(ctx)
        return jsonify(
            groups=[
                {
                    "label": group.label,
                    "count": group.count,
                    "url": group.url,
                    "items": [
                        {
                            "title": hit.title,
                            "url": hit.url,
                            "note": hit.note,
                            "state": hit.state_text,
                        }
                        for hit in group.items
                    ],
                }
                for group in groups
            ]
        )

    @expose("/opened", methods=["POST"])
    @logged_in
    def opened(self) -> Any:
        """A page says that its record was looked at. 204, whether it is worth remembering or not."""
        view = next((v for v in open_views() if v.entity.key() == request.form.get("entity")), None)
        id = as_id(request.form.get("id", ""))
        if view is None or id is None:
            raise NotFound
        recents.note(context(), view.entity, id)
        return Response(status=204)


def _typed() -> str:
    return " ".join(request.args.get("q", "").split())[:LONGEST]


def open_views() -> list[RecordView]:
    """The screens that the person at the screen may open."""
    return [
        view
        for view in screens.everything().values()
        if view.is_open_to(current_user.roles, "can_list")
    ]


def found(ctx: Context, text: str, *, each: int = EACH, groups: int = 8) -> list[Hits]:
    """What the text finds, group by group."""
    views = {view.entity: view for view in open_views()}
    return [
        _hits(views[group.entity], group, text)
        for group in everywhere(ctx, text, views, each=each, groups=groups, telling=True)
    ]


def _hits(view: RecordView, group: Group, text: str) -> Hits:
    count = f"{MOST_COUNTED}+" if group.count > MOST_COUNTED else str(group.count)
    address = f"{view.route_base}/list/?q={quote(text)}"
    return Hits(view.label(), count, address, [_hit(view, row) for row in group.rows])


def _hit(view: RecordView, row: dict[str, Any]) -> Hit:
    named = [
        value["title"]
        for path, value in row.items()
        if path != "title" and isinstance(value, dict) and value.get("title")
    ]
    state = row.get("state")
    workflow = view.entry.workflow
    known = workflow.states.get(state) if workflow is not None and state else None
    return Hit(
        title=row["title"],
        url=f"{view.route_base}/show/{row['id']}",
        note=" · ".join(name for name in named if name != row["title"])
        or query.told(view.entity, row),
        state=cells.state_badge(view.entity, state) if state else "",
        state_text=known.label.in_language(current_language()) if known else "",
    )


def opened_last(ctx: Context) -> list[Hit]:
    """The records that the person opened last, each with the name of its entity."""
    views = {view.entity: view for view in open_views()}
    return [
        Hit(row["title"], f"{views[entity].route_base}/show/{row['id']}", views[entity].label())
        for entity, row in recents.recents(ctx)
        if entity in views
    ]


def _recent_group(ctx: Context) -> Iterable[Hits]:
    items = opened_last(ctx)
    return [Hits(_("Opened last"), "", "", items)] if items else []


__all__ = ["Hit", "Hits", "SearchView", "found", "open_views", "opened_last"]
