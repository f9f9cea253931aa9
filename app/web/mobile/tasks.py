"""The open tasks of a person, by when they are due. One statement for each entity that the schema calls mobile."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from markupsafe import Markup

from app.forms import screens
from app.runtime import clock, filters, query, saved
from app.runtime.context import Context
from app.web import cells
from app.web.list_page import ListPage
from app.web.lists.state import ListState
from app.web.views.card import Card, Cards

NUMBER = re.compile(r"\+?[0-9][0-9 -]{5,18}[0-9]")
KEY = "dougong_mobile_screens"
MOST = 50
"""Tasks of one entity on the page."""


@dataclass(frozen=True, slots=True)
class Task:
    """`call` is a telephone number, `next` the steps that are near at hand, by what the role may do."""

    card: Card
    url: str
    state: Markup
    due: dt.datetime | None
    call: str


@dataclass(frozen=True, slots=True)
class Heap:
    """Tasks that are due together."""

    label: str
    tasks: list[Task]
    is_late: bool = False


def views_of(roles: frozenset[str]) -> list[Any]:
    """The screens that the schema shows these roles on a phone."""
    return [
        view
        for view in _mobile()
        if not roles.isdisjoint(view.mobile) and view.is_open_to(roles, "can_show")
    ]


def _mobile() -> list[Any]:
    """The few screens that have a phone's: looked for once, for every page asks whether there are tasks."""
    held: list[Any] | None = current_app.extensions.get(KEY)
    if held is None:
        held = [view for view in screens.everything().values() if view.mobile]
        current_app.extensions[KEY] = held
    return held


def working_states(view: Any, roles: frozenset[str]) -> list[str]:
    """The states in which one of these roles has something to do."""
    workflow = view.entry.workflow
    if workflow is None:
        return []
    moved = {
        state for one in workflow.all() if not roles.isdisjoint(one.by) for state in one.sources
    }
    return [name for name, state in workflow.states.items() if name in moved and not state.final]


def heaps(ctx: Context) -> list[Heap]:
    """What is late, what is due today, what comes later, what has no time."""
    tasks = [task for view in views_of(ctx.actor.roles) for task in _tasks(ctx, view)]
    now, today = clock.now(), clock.today()
    found: dict[str, list[Task]] = {"late": [], "today": [], "later": [], "open": []}
    for task in sorted(tasks, key=lambda one: (one.due is None, one.due or now)):
        if task.due is None:
            found["open"].append(task)
        elif task.due < now:
            found["late"].append(task)
        else:
            found["today" if clock.local(task.due).date() == today else "later"].append(task)
    labels = {"late": _("Overdue"), "today": _("Today"), "later": _("Later"), "open": _("Without a time limit")}  # fmt: skip
    return [Heap(labels[name], held, name == "late") for name, held in found.items() if held]


def _tasks(ctx: Context, view: Any) -> list[Task]:
    states = working_states(view, ctx.actor.roles)
    entity = view.entity
    if view.entry.workflow is not None and not states:
        return []
    where = (
        [filters.condition(entity, ctx.actor, "state", "in", filters.joined(states))]
        if states
        else []
    )
    cards = Cards(_Columns(view, ctx))
    phones = [name for name in phones_of(entity) if query.may_read(ctx, entity, name)]
    due = cards.clock.due if cards.clock else None
    page = query.rows(
        ctx,
        entity,
        where=where,
        columns=[*cards.columns, *phones],
        sort=[due] if due else list(view.sort),
        limit=MOST,
    )
    return [_task(view, cards, due, phones, row) for row in page.items]


class _Columns(ListPage):
    """What a card asks of a list, without its rows."""

    def __init__(self, view: Any, ctx: Context) -> None:
        self.view, self.ctx, self.entity = view, ctx, view.entity
        self.now, self.saved = ListState(), saved.Listed()


def _task(
    view: Any, cards: Cards, due: str | None, phones: list[str], row: Mapping[str, Any]
) -> Task:
    when = row.get(due) if due else None
    return Task(
        card=cards.card(row),
        url=f"/today/{view.entity.key()}/{row['id']}",
        state=cells.state_badge(view.entity, row.get("state")),
        due=when if isinstance(when, dt.datetime) else None,
        call=callable_of(row, phones),
    )


def phones_of(entity: Any) -> list[str]:
    """The fields that hold a number to call; a text that is made by the system may be one too."""
    return [
        name
        for name, field in entity.fields().items()
        if field.type == "phone" or (field.type == "string" and name.endswith("phone"))
    ]


def callable_of(row: Mapping[str, Any], names: list[str]) -> str:
    """The first number that is there in full; a masked one cannot be called."""
    found = (row.get(name) for name in names)
    return next((one for one in found if isinstance(one, str) and NUMBER.fullmatch(one)), "")
