"""The list of one entity for one request: tabs, filters, search, sort, columns, groups, sums, one page of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

from flask_babel import gettext as _

from app.forms.language import current_language
from app.runtime import filters, query, saved
from app.runtime.context import Context
from app.runtime.imports import batch as imports
from app.runtime.query.lists import Page
from app.runtime.query.question import CAP
from app.runtime.search.places import is_searchable
from app.web import cells, ending
from app.web.lists import bulk, cell, groups, quick, sums, views
from app.web.lists import chips as of_filters
from app.web.lists import columns as of_columns
from app.web.lists.lines import Column, Line, lines_of, related_rows
from app.web.lists.state import OWN_KEYS, ListState
from app.web.views.switch import Way, ways

if TYPE_CHECKING:
    from app.web.screen.entity_view import EntityView

PAGE = 25

__all__ = ["OWN_KEYS", "PAGE", "Column", "Line", "ListPage", "lines_of", "related_rows"]


class ListPage:
    size: ClassVar[int] = PAGE

    def __init__(
        self,
        view: EntityView,
        ctx: Context,
        arguments: Iterable[tuple[str, str]],
        *,
        base: str = "",
        open_url: Callable[[int], str] | None = None,
        mine: saved.Listed | None = None,
    ) -> None:
        """`base` and `open_url` are the addresses of the list and of a row, when they are not the screen's own.

        `mine`: what the person keeps of the list, when that is known already.
        """
        self.view = view
        if mine is not None:
            self.saved = mine
        self.base = base or f"{view.route_base}/list/"
        self.open_url = open_url
        self.ctx = ctx
        self.entity = view.entity
        self.now = ListState.of(arguments)
        self.pairs = list(self.now.pairs)
        self.text = self.now.q
        self.cursor = self.now.cursor or None
        # The schema's own order may name a field that this reader may not see: he gets the rest of it.
        usual = [key for key in view.sort if query.may_sort(ctx, self.entity, key.lstrip("-"))]
        self.given_sort = self.now.sort
        self.sort = self.now.sort_keys or usual
        self.conditions = filters.parse(self.entity, ctx.actor, self.pairs)
        self.page = self._none() if self.now.group else self._page()

    def _page(self) -> Page:
        return query.rows(
            self.ctx,
            self.entity,
            where=self.conditions,
            columns=self._wanted(),
            sort=self.sort,
            limit=self.size,
            cursor=self.cursor,
            count="none" if self.has_states else "capped",
            search=self.text,
        )

    def _none(self) -> Page:
        """No rows where they are shown by groups: only their number, where no tab tells it."""
        if self.has_states:
            return Page([], None, None, None, "none")
        found = query.rows(
            self.ctx,
            self.entity,
            where=self.conditions,
            columns=["id"],
            limit=1,
            count="capped",
            search=self.text,
        )
        return Page([], None, None, found.count, found.count_kind)

    # -- columns and rows ------------------------------------------------------------------------

    @property
    def is_own(self) -> bool:
        """Whether this is the entity's own screen, with all that goes with it."""
        return self.open_url is None

    @cached_property
    def saved(self) -> saved.Listed:
        """The views that this person may open, and his own columns; one statement."""
        return saved.listed(self.ctx, self.entity) if self.is_own else saved.Listed()

    @cached_property
    def columns(self) -> list[str]:
        """Those of the address, else the person's own, else the schema's; only what this reader may see."""
        return of_columns.shown(self.ctx, self.view, self.now, self.saved)

    @cached_property
    def bulk_offers(self) -> list[bulk.Offer]:
        """What may be done to many rows at once."""
        return bulk.offers(self.view, self.ctx) if self.is_own and self.page.items else []

    @cached_property
    def menu(self) -> views.Menu:
        return views.menu(self)

    def _wanted(self) -> list[str]:
        """The columns, and the refs that one filters by: a row of the answer then tells their titles."""
        refs = [key for key, _value in self.pairs if self._is_ref(key)]
        states = ending.also(self.ctx, self.entity, self.columns)
        return list(dict.fromkeys([*self.columns, *refs, *states]))

    def _is_ref(self, key: str) -> bool:
        field = self.entity.fields().get(key)
        return field is not None and field.type == "ref"

    @cached_property
    def heads(self) -> list[Column]:
        return [self.head(path) for path in self.columns]

    def head(self, path: str) -> Column:
        """The head of a column, with the address that sorts by it."""
        _owner, field = cells.field_of(self.entity, path)
        now = next((s for s in self.sort if s.lstrip("-") == path), "")
        direction = "" if not now else ("descending" if now.startswith("-") else "ascending")
        wanted = path if direction != "ascending" else f"-{path}"
        url = hint = ""
        if query.may_sort(self.ctx, self.entity, path):
            if now or not self.is_long or query.has_order(self.ctx, self.entity, path):
                url = self.address(sort=wanted)
            else:
                hint = _("Narrow the list down first: it is too long to be sorted by this.")
        label, css = cells.column_label(self.entity, path), cells.css_class(field)
        return Column(path, label, css, url, direction, hint)

    @cached_property
    def lines(self) -> list[Line]:
        edits = cell.editable(self.view, self.ctx, self.columns) if self.is_own else []
        return lines_of(self.entity, self.columns, self.page.items, self.open_url, edits)

    # -- sums and groups -------------------------------------------------------------------------

    @cached_property
    def totals(self) -> list[tuple[str, str]] | None:
        """(label, sum) for each column that has one, "" for the others; None where nothing is added up."""
        return sums.totals(self)

    @cached_property
    def summed(self) -> list[str]:
        """The columns that are added up."""
        return query.summed(self.ctx, self.entity, self.columns)

    @cached_property
    def grouped(self) -> groups.GroupTable | None:
        return groups.table(self) if self.now.group else None

    def group_choices(self) -> list[groups.Choice]:
        return groups.choices(self)

    # -- tabs ------------------------------------------------------------------------------------

    @property
    def has_states(self) -> bool:
        workflow = self.view.entry.workflow
        return workflow is not None and self.view.entry.policy.readable(self.ctx.actor, "state")

    @property
    def counts(self) -> dict[Any, int]:
        """State → number of rows under the other filters: one statement that also gives the total and the sums."""
        return self.tallies[0]

    @cached_property
    def tallies(self) -> tuple[dict[Any, int], Any]:
        """(state → number of rows, state → sums) under the other filters."""
        others = [pair for pair in self.pairs if pair[0] != "state"]
        return query.tallies(
            self.ctx,
            self.entity,
            where=filters.parse(self.entity, self.ctx.actor, others),
            by="state",
            paths=self.summed,
            search=self.text,
        )

    @property
    def state(self) -> str:
        return dict(self.pairs).get("state", "")

    @property
    def count(self) -> int | None:
        if not self.has_states:
            return self.page.count
        return self.counts.get(self.state, 0) if self.state else sum(self.counts.values())

    @property
    def is_long(self) -> bool:
        """More rows than are counted: what no index helps with is not offered, it would read them all."""
        if not self.has_states:
            return self.page.count_kind == "at_least"
        return (self.count or 0) >= CAP

    @property
    def count_text(self) -> str:
        """The number as people read it; beyond the cap that counting stops at, `10,000+`."""
        if self.count is None:
            return ""
        return f"{self.count:,}+" if self.is_long else f"{self.count:,}"

    @property
    def is_searchable(self) -> bool:
        return is_searchable(self.entity, self.ctx.judge)

    def tabs(self) -> list[tuple[str, str, int, bool]]:
        """(label, address, number, is open) of every state; empty without a workflow."""
        workflow = self.view.entry.workflow
        if workflow is None or not self.has_states:
            return []
        language = current_language()
        found = []
        for name, state in workflow.states.items():
            number = self.counts.get(name, 0)
            label = state.label.in_language(language)
            found.append((label, self.address(state=name), number, name == self.state))
        return found

    @cached_property
    def quick(self) -> list[quick.Press]:
        """The schema's filters of one press that this reader may use."""
        return quick.presses(self.ctx, self.view, self.now, self.base) if self.is_own else []

    def all_tab(self) -> tuple[str, int]:
        return self.address(state=""), sum(self.counts.values())

    # -- filters ---------------------------------------------------------------------------------

    @cached_property
    def chips(self) -> list[of_filters.Chip]:
        """Each filter in force in words, with the address without it; not those that a pressed quick filter says."""
        words = of_filters.Words(self.ctx, self.entity, self._known_title)
        pressed = {pair for one in self.quick if one.is_on for pair in one.pairs}
        shown = [
            (number, pair)
            for number, pair in enumerate(self.pairs)
            if not (pair[0] == "state" and self.has_states) and pair not in pressed
        ]
        texts = words.of(pair for _number, pair in shown)
        found = [
            of_filters.Chip(
                text,
                self.now.without(number).url(self.base),
                None if key == "or" else number,
                key.partition("__")[0],
            )
            for (number, (key, _value)), text in zip(shown, texts, strict=True)
        ]
        if self.text:
            found.append(of_filters.Chip(f"“{self.text}”", self.address(q="")))
        return found

    @cached_property
    def filter_choices(self) -> tuple[list[of_filters.Choice], list[of_filters.Choice]]:
        return of_filters.choices(self.ctx, self.view)

    def _known_title(self, path: str, id: int) -> str | None:
        """The title of a record that one filters by, when the first row tells it."""
        first = self.page.items[0].get(path) if self.page.items else None
        if isinstance(first, Mapping) and first["id"] == id:
            return str(first.get("title") or "")
        return None

    # -- other ways to look at it ----------------------------------------------------------------

    name: ClassVar[str] = "list"

    def ways(self) -> list[tuple[Way, str, bool]]:
        """(way, address with these filters, is this one); nothing where there is only the list."""
        return [
            (way, self.now.but().url(f"{self.own_base}/{way.name}/"), way.name == self.name)
            for way in ways(self.view, self.ctx)
        ]

    # -- addresses -------------------------------------------------------------------------------

    @property
    def own_base(self) -> str:
        """Where the entity's screen is: filters, columns, views and acts are pages of its own."""
        return str(self.view.route_base)

    @property
    def here(self) -> str:
        """This list as a query string, for a form that leads back to it."""
        return self.now.but().text()

    def address(self, *, state: str | None = None, **changes: str) -> str:
        """This list with something changed; a new filter or sort starts at the first page."""
        kept = list(self.now.pairs)
        if state is not None:
            kept = [pair for pair in kept if pair[0] != "state"]
            kept += [("state", state)] if state else []
        return self.now.but(pairs=tuple(kept), **changes).url(self.base)

    def hidden(self) -> list[tuple[str, str]]:
        """What a form on this page must carry along."""
        kept = [(k, v) for k, v in self.now.parts() if k != "q"]
        return [*kept, *([("view", self.now.view)] if self.now.view else [])]

    @property
    def next_url(self) -> str:
        return self.address(cursor=self.page.next) if self.page.next else ""

    @property
    def first_url(self) -> str:
        return self.address() if self.cursor else ""

    @property
    def previous_url(self) -> str:
        previous = getattr(self.page, "previous", None)
        return self.address(cursor=previous) if previous else ""

    @property
    def whole_url(self) -> str:
        """The list without a filter; a usual view does not come back by itself."""
        return f"{self.base}?view=all" if self.saved.usual is not None else self.base

    @property
    def add_url(self) -> str:
        """The form of a new record, begun with the records that the list is narrowed to; "" for whoever may not."""
        if not self.view.form or not self.view.may("add"):
            return ""
        begun = [
            (key, value) for key, value in self.pairs if self._is_ref(key) and value.isdecimal()
        ]
        return f"{self.view.route_base}/add" + (f"?{urlencode(begun)}" if begun else "")

    @property
    def export_url(self) -> str:
        """This very list as a file; "" for whoever may not export."""
        return self._export_url("export")

    def _export_url(self, name: str) -> str:
        if not self.view.may("export"):
            return ""
        kept = self.here
        return f"{self.view.route_base}/{name}" + (f"?{kept}" if kept else "")

    @property
    def import_url(self) -> str:
        """Where rows of this entity are brought in; "" for whoever may not."""
        return f"/imports/new/{self.entity.key()}" if imports.may(self.ctx, self.entity) else ""

    @property
    def xlsx_url(self) -> str:
        """The same as a workbook."""
        return self._export_url("export.xlsx")

    @property
    def is_filtered(self) -> bool:
        return bool(self.pairs or self.text)
