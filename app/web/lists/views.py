"""Saved views as pages: opening one, what its menu offers, the form that saves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from app.forms.language import current_language, told
from app.forms.numbers import as_id
from app.runtime import filters, registry, saved
from app.runtime.context import Context
from app.runtime.errors import BadRequest, ValidationFailed
from app.runtime.saved.reading import Parts
from app.web.lists.state import EVERYTHING, ListState

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from app.runtime.saved.tables import ListView
    from app.web.screen.list_page import ListPage


@dataclass(frozen=True, slots=True)
class Opened:
    """A view as this reader may have it; `notes` say what was left out, without saying what it is."""

    state: ListState
    notes: list[str]


def opened(ctx: Context, entity: Any, view: ListView) -> Opened:
    """A view shows no more than the reader's own list: what he may not read is no column, filter, order or group."""
    asked = Parts.of(view.shows)
    mine = asked.readable(ctx, entity)
    notes = []
    if len(mine.filters) < len(asked.filters):
        notes.append(
            _(
                "This view filters by what you may not see: that filter is left out, the list shows more."
            )
        )
    if len(mine.columns) < len(asked.columns):
        notes.append(_("Columns of this view that you may not see are left out."))
    state = replace(ListState.of(mine.pairs()), view=str(view.id))
    return Opened(state, notes)


def asked_for(ctx: Context, entity: Any, state: ListState, mine: saved.Listed) -> ListView | None:
    """The view that an address alone means: `?view=3`, or the person's usual one where it says nothing.

    Raises NotFound for a view that is not his to open.
    """
    if state.parts() or state.cursor or state.view == EVERYTHING:
        return None
    if not state.view:
        return mine.by_id.get(mine.usual) if mine.usual is not None else None
    id = as_id(state.view)
    return saved.find(ctx, entity, id if id is not None else 0)


@dataclass(frozen=True, slots=True)
class Item:
    id: int
    name: str
    url: str
    is_open: bool
    is_shared: bool


@dataclass(slots=True)
class Menu:
    """What stands behind the list's title."""

    items: list[Item] = field(default_factory=list)
    open: ListView | None = None
    is_changed: bool = False
    may_change: bool = False
    is_usual: bool = False


def menu(page: ListPage) -> Menu:
    mine, now = page.saved, page.now
    found = Menu()
    id = as_id(now.view) if now.view else None
    view = mine.by_id.get(id) if id is not None else None
    for one in mine.views:
        found.items.append(
            Item(
                one.id,
                one.name,
                f"{page.base}?view={one.id}",
                one is view,
                one.shared != "private",
            )
        )
    if view is not None:
        found.open = view
        found.is_changed = opened(page.ctx, page.entity, view).state.parts() != now.parts()
        found.may_change = saved.may_change(page.ctx, view)
        found.is_usual = mine.usual == view.id
    return found


class ViewForm:
    """The name of a view and who sees it, as typed; `view` None: a new one."""

    def __init__(
        self, ctx: Context, entity: Any, view: ListView | None, sent: MultiDict[str, str] | None
    ) -> None:
        self.ctx, self.entity, self.view = ctx, entity, view
        self.errors: dict[str, str] = {}
        if sent is None:
            self.name = view.name if view is not None else ""
            self.shared = view.shared if view is not None else "private"
            self.roles: Sequence[str] = view.roles if view is not None else ()
            self.usual = False
        else:
            self.name = sent.get("name", "")
            self.shared = sent.get("shared", "private")
            self.roles = sent.getlist("roles")
            self.usual = "usual" in sent

    def role_choices(self) -> list[tuple[str, str]]:
        """Roles that may open this list at all."""
        policy = registry.current().entity(self.entity).policy
        language = current_language()
        return [
            (role.name, role.label.in_language(language))
            for role in registry.current().roles
            if not role.portal and role.name in policy.grants("read")
        ]

    def save(self, state: ListState | None) -> int | None:
        """The id of the saved view; None when something is wrong: `errors` say what."""
        try:
            if state is None:
                parts = [(str(k), str(v)) for k, v in self.view.shows["parts"]] if self.view else []
            else:
                filters.parse(self.entity, self.ctx.actor, state.pairs)
                parts = state.parts()
            wanted = saved.Wanted(self.name, parts, self.shared, self.roles)
            if self.view is None:
                id = saved.create(self.ctx, self.entity, wanted)
            else:
                id = self.view.id
                saved.change(self.ctx, self.entity, id, wanted)
        except ValidationFailed as error:
            self.errors = {one.field: told(one.message) for one in error.errors}
            return None
        except BadRequest as error:
            self.errors = {"": told(error.message)}
            return None
        if self.usual:
            saved.set_usual(self.ctx, self.entity, id)
        return id
