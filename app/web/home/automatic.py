"""What waits for people whose role has no first page in the schema: counted by state, the most pressing first."""

from __future__ import annotations

from typing import Any

from app.forms import screens
from app.forms.language import current_language
from app.runtime import query
from app.runtime.context import Context
from app.runtime.workflow import Workflow
from app.web.view import RecordView

MOST_CARDS = 2
"""A card counts its entity by state, in one statement, in two beyond ten thousand rows; with the person's own: five."""


def tasks(ctx: Context) -> list[dict[str, Any]]:
    """What waits for this person: orders against the clock first, then whatever arrives and wants a first step."""
    language = current_language()
    cards = []
    for view, workflow, waiting in _ranked(ctx.actor.roles)[:MOST_CARDS]:
        counts = query.counts(ctx, view.entity, by="state")
        lines = [
            {
                "label": workflow.states[name].label.in_language(language),
                "url": f"{view.route_base}/list/?state={name}",
                "count": counts.get(name, 0),
            }
            for name in waiting
        ]
        may_add = view.form is not None and view.may("add")
        if may_add or workflow.clocks or any(line["count"] for line in lines):
            cards.append(
                {
                    "label": view.label(),
                    "url": f"{view.route_base}/list/",
                    "add_url": f"{view.route_base}/add" if may_add else "",
                    "lines": lines,
                }
            )
    return cards


def _ranked(roles: frozenset[str]) -> list[tuple[RecordView, Workflow[Any, Any], list[str]]]:
    """Screens with something to do for these roles, the most pressing first, and the states that wait.

    Without a clock only the state in which records arrive counts: the later ones are where they rest.
    """
    found = []
    for place, view in enumerate(screens.everything().values()):
        workflow = view.entry.workflow
        if workflow is None or not view.menu or not view.is_open_to(roles, "can_list"):
            continue
        moves = {
            name: _moves_from(workflow, name, roles)
            for name, state in workflow.states.items()
            if not state.final
        }
        names = [name for name in moves if workflow.clocks or name == workflow.initial]
        waiting = [name for name in names if moves[name]]
        if waiting:
            rank = (not workflow.clocks, -sum(moves[name] for name in waiting), place)
            found.append((rank, view, workflow, waiting))
    found.sort(key=lambda one: one[0])
    return [(view, workflow, waiting) for _rank, view, workflow, waiting in found]


def _moves_from(workflow: Workflow[Any, Any], state: str, roles: frozenset[str]) -> int:
    """How many steps lead on from a state for these roles."""
    return sum(
        state in mapping.sources
        and (
            not roles.isdisjoint(mapping.by)
            or (mapping.approve is not None and not roles.isdisjoint(mapping.approve.of))
        )
        for mappings in workflow.transitions.values()
        for mapping in mappings
    )
