"""The first page after logging in: what waits for this person, and where his roles may go."""

from __future__ import annotations

from typing import Any

from flask import redirect
from flask_appbuilder import expose
from flask_appbuilder.views import IndexView
from flask_babel import gettext as _
from flask_login import current_user

from app.runtime import query, registry
from app.runtime.context import Context
from app.web import guard, navigation, screens
from app.web.language import current_language
from app.web.reader import context
from app.web.users import role_labels

MOST_CARDS = 3
"""Each card counts its entity by state, in one statement; with the person's own that stays within five."""


class HomeView(IndexView):
    @expose("/")
    def index(self) -> Any:
        if not current_user.is_authenticated:
            return guard.to_entrance()
        if lives_in_portal(current_user.roles):
            return redirect("/portal/")
        labels = role_labels()
        return self.render_template(
            "home.html",
            greeting=_("Hello, %(name)s", name=current_user.get_full_name()),
            roles=[labels.get(role, role) for role in sorted(current_user.roles)],
            tasks=tasks(context()),
            links=navigation.for_person(),
        )


def lives_in_portal(roles: frozenset[str]) -> bool:
    """Whether every role of the person is one of the portal."""
    known = [registry.current().role(name) for name in roles]
    return bool(known) and all(role is not None and role.portal for role in known)


def tasks(ctx: Context) -> list[dict[str, Any]]:
    """The entities in whose workflow this person has something to do: the states that wait for his roles, counted."""
    language = current_language()
    found = []
    for view in screens.everything().values():
        workflow = view.entry.workflow
        if workflow is None or not view.menu or not view.is_open_to(ctx.actor.roles, "can_list"):
            continue
        waiting = [
            name
            for name, state in workflow.states.items()
            if not state.final and _moves_from(workflow, name, ctx.actor.roles)
        ]
        if waiting:
            found.append((view, workflow, waiting))
    modules = [module.name for module in registry.current().modules]
    # What runs against a clock comes first, then the modules in the schema's order.
    found.sort(key=lambda one: (not one[1].clocks, modules.index(one[0].entity.meta.module)))
    cards = []
    for view, workflow, waiting in found[:MOST_CARDS]:
        counts = query.counts(ctx, view.entity, by="state")
        cards.append(
            {
                "label": view.label(),
                "url": f"{view.route_base}/list/",
                "lines": [
                    {
                        "label": workflow.states[name].label.in_language(language),
                        "url": f"{view.route_base}/list/?state={name}",
                        "count": counts.get(name, 0),
                    }
                    for name in waiting
                ],
            }
        )
    return cards


def _moves_from(workflow: Any, state: str, roles: frozenset[str]) -> bool:
    return any(
        state in mapping.sources
        and (
            not roles.isdisjoint(mapping.by)
            or (mapping.approve is not None and not roles.isdisjoint(mapping.approve.of))
        )
        for mappings in workflow.transitions.values()
        for mapping in mappings
    )
