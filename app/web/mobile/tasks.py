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
from sqlalchemy import ColumnElement, false, or_

from app.forms import screens
from app.runtime import clock, filters, query, saved
from app.runtime.context import Context
from app.web import cells
from app.web.lists.state import ListState
from app.web.screen.list_page import ListPage
from app.web.views.calendar import on_day
from app.web.views.card import Card, Cards

NUMBER = re.compile(r"\+?[0-9][0-9 -]{5,18}[0-9]")
KEY = "dougong_mobile_screens"
MOST = 50
"""Tasks of one entity on the page."""


@dataclass(frozen=True, slots=True)
class Task:
    """`call` is a telephone number, `due` the moment after which it is late, `until` how that is told."""

    card: Card
    url: str
    state: Markup
    due: dt.datetime | None
    until: str
    call: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Heap:
    """Tasks that are due together."""

    label: str
    tasks: list[Task]
    is_late: bool = False


def views_of(roles: frozenset[str]) -> list[Any]:
    """The screens that the schema shows these roles on a phone: of what has steps to take."""
    return [
        view
        for view in _mobile()
        if not roles.isdisjoint(view.mobile)
        and view.entry.workflow is not None
        and view.is_open_to(roles, "can_show")
    ]


def _mobile() -> list[Any]:
    """The few screens that have a phone's: looked for once, for every page asks whether there are tasks."""
    held: list[Any] | None = current_app.extensions.get(KEY)
    if held is None:
        held = [view for view in screens.everything().values() if view.mobile]
        current_app.extensions[KEY] = held
    return held


def working_states(view: Any, roles: frozenset[str]) -> list[str]:
    """The states in which those of these roles that work outside have something to do."""
    workflow, roles = view.entry.workflow, roles.intersection(view.mobile)
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
    if not states:
        return []
    # Until when it is stands at the foot of the card, and once is enough.
    # So does whose they are: one's own.
    cards = Cards(
        _Columns(view, ctx), without=filter(None, [view.calendar, *own_names(view.entity)])
    )
    phones = [name for name in phones_of(entity) if query.may_read(ctx, entity, name)]
    due = _due_field(view, cards, ctx)
    page = query.rows(
        ctx,
        entity,
        where=[filters.condition(entity, ctx.actor, "state", "in", filters.joined(states))],
        columns=[*cards.columns, *phones, *([due] if due else [])],
        sort=[due] if due else list(view.sort),
        limit=MOST,
        within=_own(view, ctx),
    )
    return [_task(view, cards, due, phones, row) for row in page.items]


def _own(view: Any, ctx: Context) -> ColumnElement[bool] | None:
    """The rows on which he has a step as one who works outside: who is manager besides does not do everybody's tasks.

    None where all that he may read are his.
    """
    outside = ctx.actor.roles.intersection(view.mobile)
    steps = [one for one in view.entry.workflow.all() if not outside.isdisjoint(one.by)]
    names = {one.by[role] for one in steps for role in outside.intersection(one.by)}
    policy = view.entry.policy
    read = {s.name for role, s in policy.grants("read").items() if role in ctx.actor.roles}
    if None in names or read <= names:
        return None
    scopes = [policy.scope(name) for name in sorted(names)]
    conditions = [one.sql(view.entity, ctx.actor) for one in scopes if one is not None]
    return or_(false(), *(one for one in conditions if one is not None))


def _due_field(view: Any, cards: Cards, ctx: Context) -> str | None:
    """What says until when: the clock of the workflow, else the day by which the calendar goes."""
    if cards.clock is not None:
        return str(cards.clock.due)
    day = view.calendar
    return day if day and query.may_read(ctx, view.entity, day) else None


class _Columns(ListPage):
    """What a card asks of a list, without its rows."""

    def __init__(self, view: Any, ctx: Context) -> None:
        self.view, self.ctx, self.entity = view, ctx, view.entity
        self.now, self.saved = ListState(), saved.Listed()


def _task(
    view: Any, cards: Cards, due: str | None, phones: list[str], row: Mapping[str, Any]
) -> Task:
    card, when = cards.card(row), row.get(due) if due else None
    ends = _end(when)
    return Task(
        card=card,
        url=f"/today/{view.entity.key()}/{row['id']}",
        state=cells.state_badge(view.entity, row.get("state")),
        due=ends,
        until=_told(when),
        call=callable_of(row, phones),
        is_late=card.is_late or (cards.clock is None and ends is not None and ends < clock.now()),
    )


def _end(when: Any) -> dt.datetime | None:
    """The moment after which it is late: the end of a day, of which one may use all."""
    if isinstance(when, dt.datetime):
        return when
    if isinstance(when, dt.date):
        return on_day(when + dt.timedelta(days=1), dt.time.min) - dt.timedelta(microseconds=1)
    return None


def _told(when: Any) -> str:
    """`03-04 17:30`, or the day alone."""
    if isinstance(when, dt.datetime):
        return f"{clock.local(when):%m-%d %H:%M}"
    return f"{when:%m-%d}" if isinstance(when, dt.date) else ""


def own_names(entity: Any) -> list[str]:
    """The fields that say whose task it is: on these pages it is the reader's own."""
    return [
        name
        for name, field in entity.fields().items()
        if name == "assignee" or (field.lookup and list(field.lookup)[:1] == ["assignee"])
    ]


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
