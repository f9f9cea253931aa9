"""GET /trace/work_order/17: the trail of a record through the modules, as a tree in the order of time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask_appbuilder import BaseView, expose
from flask_babel import gettext as _
from markupsafe import Markup

from app.forms import screens
from app.forms.language import current_language
from app.runtime import clock, trace
from app.runtime.trace import Key, Trail
from app.web import cells
from app.web.documents.paper import view_of
from app.web.documents.staff import for_staff
from app.web.reader import context


@dataclass(slots=True)
class Branch:
    """A record with what came of it. `url` is empty where it has no screen; `also` are its other causes."""

    kind: str
    title: str
    url: str
    at: str
    state: Markup
    is_here: bool
    also: list[str] = field(default_factory=list)
    results: list[Branch] = field(default_factory=list)


class TraceView(BaseView):
    route_base = "/trace"
    default_view = "follow"

    @expose("/<key>/<int:pk>")
    @for_staff
    def follow(self, key: str, pk: int) -> Any:
        view = view_of(key)
        trail = trace.trail(context(), view.entity, pk)
        here = trail.stops[trail.here]
        return self.render_template(
            "documents/trace.html",
            view=view,
            stop=here,
            branches=branches(trail),
            count=len(trail.stops),
            more=trail.more,
            title=_("Trail of %(title)s", title=here.title),
        )


def branches(trail: Trail) -> list[Branch]:
    """Trees whose roots came of nothing; a record with several causes hangs on the first of them and names the others."""
    drawn: set[Key] = set()
    in_time = sorted(trail.stops, key=lambda key: trace.when(trail.stops[key]))
    # In a circle nothing is without a cause: its oldest record begins it.
    roots = [key for key in in_time if not trail.causes_of(key)]
    return [_branch(trail, key, drawn) for key in [*roots, *in_time] if key not in drawn]


def _branch(trail: Trail, key: Key, drawn: set[Key]) -> Branch:
    drawn.add(key)
    stop, language = trail.stops[key], current_language()
    found = Branch(
        kind=stop.entity.meta.label.in_language(language),
        title=stop.title,
        url=screens.show_url(key[0], stop.id),
        at=f"{clock.local(stop.at):%Y-%m-%d %H:%M}" if stop.at else "",
        state=cells.state_badge(stop.entity, stop.state) if stop.state else Markup(""),
        is_here=key == trail.here,
        also=[cause.title for cause in trail.causes_of(key)[1:]],
    )
    for result in trail.results_of(key):
        if result.key not in drawn:
            found.results.append(_branch(trail, result.key, drawn))
    return found
