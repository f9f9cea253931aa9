"""The list of one entity for one request: tabs, filters, search, sort, one page of rows. Two statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from flask import Response
from flask_babel import gettext as _
from markupsafe import Markup

from app.forms import screens
from app.forms.language import current_language
from app.forms.numbers import as_id
from app.runtime import clock, filters, query, registry
from app.runtime.context import Context
from app.runtime.errors import AppError
from app.runtime.query.lists import CAP
from app.runtime.search.places import is_searchable
from app.runtime.transfer.export import Export, stream
from app.web import cells
from app.web.filter_form import FilterForm

if TYPE_CHECKING:
    from app.web.entity_view import EntityView

PAGE = 25
OWN_KEYS = frozenset({"q", "sort", "cursor"})
"""Keys of the address that are no filters."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the table shows it; `sort_url` is "" where one may not sort, `hint` says why not here and now."""

    path: str
    label: str
    css: str
    sort_url: str
    direction: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its address and its cells (label, class, value)."""

    url: str
    cells: list[tuple[str, str, Markup]]


class ListPage:
    def __init__(
        self,
        view: EntityView,
        ctx: Context,
        arguments: Iterable[tuple[str, str]],
        *,
        base: str = "",
        open_url: Callable[[int], str] | None = None,
    ) -> None:
        """`base` and `open_url` are the addresses of the list and of a row, when they are not the screen's own."""
        self.view = view
        self.base = base or f"{view.route_base}/list/"
        self.open_url = open_url
        self._titles: dict[tuple[str, str], str] = {}
        self.ctx = ctx
        self.entity = view.entity
        pairs = [(key, value.strip()) for key, value in arguments]
        # An empty box of the filter form is no filter.
        self.pairs = [
            (key, value)
            for key, value in pairs
            if value and key not in OWN_KEYS and not key.endswith(("__text", "__title"))
        ]
        own = {key: value for key, value in pairs if key in OWN_KEYS and value}
        self.text = own.get("q", "")
        self.cursor = own.get("cursor")
        # The schema's own order may name a field that this reader may not see: he gets the rest of it.
        usual = [key for key in view.sort if query.may_sort(ctx, self.entity, key.lstrip("-"))]
        self.sort = own.get("sort", "").split(",") if own.get("sort") else usual
        self.given_sort = own.get("sort", "")
        self.conditions = filters.parse(self.entity, ctx.actor, self.pairs)
        self.page = query.rows(
            ctx,
            self.entity,
            where=self.conditions,
            columns=self._wanted(),
            sort=self.sort,
            limit=PAGE,
            cursor=self.cursor,
            count="none" if self.has_states else "capped",
            search=self.text,
        )

    # -- columns and rows ------------------------------------------------------------------------

    @cached_property
    def columns(self) -> list[str]:
        """The schema's columns that this reader may see."""
        return [p for p in self.view.columns if query.may_read(self.ctx, self.entity, p)]

    def _wanted(self) -> list[str]:
        """The columns, and the refs that one filters by: a row of the answer then tells their titles."""
        refs = [key for key, _value in self.pairs if self._is_ref(key)]
        return list(dict.fromkeys([*self.columns, *refs]))

    def _is_ref(self, key: str) -> bool:
        field = self.entity.fields().get(key)
        return field is not None and field.type == "ref"

    def heads(self) -> list[Column]:
        return [self._head(path) for path in self.columns]

    def _head(self, path: str) -> Column:
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

    def lines(self) -> list[Line]:
        return lines_of(self.entity, self.columns, self.page.items, self.open_url)

    # -- tabs ------------------------------------------------------------------------------------

    @property
    def has_states(self) -> bool:
        workflow = self.view.entry.workflow
        return workflow is not None and self.view.entry.policy.readable(self.ctx.actor, "state")

    @cached_property
    def counts(self) -> dict[Any, int]:
        """State → number of rows under the other filters: one statement that also gives the total."""
        others = [pair for pair in self.pairs if pair[0] != "state"]
        where = filters.parse(self.entity, self.ctx.actor, others)
        return query.counts(self.ctx, self.entity, where=where, by="state", search=self.text)

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

    def all_tab(self) -> tuple[str, int]:
        return self.address(state=""), sum(self.counts.values())

    # -- filters ---------------------------------------------------------------------------------

    @cached_property
    def filter_form(self) -> FilterForm | None:
        """The form of the schema's filters that this reader may use; None when there are none."""
        names = [
            name
            for name in self.view.filters
            if not (name == "state" and self.has_states)
            and query.may_read(self.ctx, self.entity, name)
        ]
        return FilterForm(self, names) if names else None

    def chips(self) -> list[tuple[str, str]]:
        """(text, address without it) of each filter in force."""
        found = []
        for key, value in self.pairs:
            if key == "state" and self.has_states:
                continue
            left = [pair for pair in self.pairs if pair != (key, value)]
            found.append((self._chip(key, value), self.address(pairs=left)))
        if self.text:
            found.append((f"“{self.text}”", self.address(q="")))
        return found

    def _chip(self, key: str, value: str) -> str:
        path, _separator, operator = key.partition("__")
        try:
            _owner, field = cells.field_of(self.entity, path)
        except KeyError:
            return f"{key} {value}"
        shown = value
        if field.type == "enum" and field.enum is not None:
            names = [field.enum.get(one) for one in value.split(",")]
            shown = ", ".join(one.label.in_language(current_language()) for one in names if one)
        elif field.type == "ref":
            shown = self.title_of(path, value) or f"#{value}"
        elif field.type == "bool":
            shown = "✓" if value == "true" else "✗"
        sign = {"gte": "≥", "lte": "≤", "gt": ">", "lt": "<", "ne": "≠"}.get(operator, "")
        return f"{cells.column_label(self.entity, path)}: {sign}{' ' if sign else ''}{shown}"

    def title_of(self, name: str, id: str) -> str:
        """The title of a record that one filters by: from the first row, else asked for, once a request."""
        first = self.page.items[0].get(name) if self.page.items else None
        if isinstance(first, Mapping) and str(first["id"]) == id:
            return str(first.get("title") or "")
        number = as_id(id)
        if (name, id) not in self._titles and not self._titles and number is not None:
            info = self.entity.fields().get(name)
            title = ""
            if info is not None and info.to and registry.current().has(info.to):
                target = registry.current().entity(info.to).entity
                try:
                    row = query.get(self.ctx, target, number, columns=["title"])
                    title = str(row.get("title") or "")
                except AppError:
                    title = ""
            self._titles[(name, id)] = title
        return self._titles.get((name, id), "")

    # -- addresses -------------------------------------------------------------------------------

    def address(
        self,
        *,
        pairs: list[tuple[str, str]] | None = None,
        state: str | None = None,
        q: str | None = None,
        sort: str | None = None,
        cursor: str | None = None,
    ) -> str:
        """This list with something changed; a new filter or sort starts at the first page."""
        kept = list(self.pairs if pairs is None else pairs)
        if state is not None:
            kept = [pair for pair in kept if pair[0] != "state"]
            kept += [("state", state)] if state else []
        text = self.text if q is None else q
        order = self.given_sort if sort is None else sort
        for key, value in (("q", text), ("sort", order), ("cursor", cursor)):
            kept += [(key, value)] if value else []
        return f"{self.base}?{urlencode(kept)}" if kept else self.base

    def hidden(self, *, without_filters: bool = False) -> list[tuple[str, str]]:
        """What a form on this page must carry along."""
        kept = [] if without_filters else list(self.pairs)
        if without_filters:
            kept = [pair for pair in self.pairs if pair[0] == "state"]
        return kept + ([("sort", self.given_sort)] if self.given_sort else [])

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
    def add_url(self) -> str:
        """The form of a new record, begun with the records that the list is narrowed to; "" for whoever may not."""
        if not self.view.form or not self.view.may("add"):
            return ""
        begun = [(key, value) for key, value in self.pairs if self._is_ref(key)]
        return f"{self.view.route_base}/add" + (f"?{urlencode(begun)}" if begun else "")

    @property
    def export_url(self) -> str:
        """This very list as a file; "" for whoever may not export."""
        if not self.view.may("export"):
            return ""
        kept = self.address().partition("?")[2]
        return f"{self.view.route_base}/export" + (f"?{kept}" if kept else "")

    def as_csv(self) -> Response:
        """The rows of every page in the columns that the reader sees."""
        pieces = stream(
            self.ctx,
            Export(
                self.entity,
                self.columns,
                [cells.column_label(self.entity, path) for path in self.columns],
                self.conditions,
                self.sort,
                self.text or None,
                self.pairs,
                current_language(),
            ),
        )
        response = Response(pieces, content_type="text/csv; charset=utf-8")
        stamp = f"{clock.local(clock.now()):%Y%m%d-%H%M}"
        name = f"{self.entity.key()}-{stamp}.csv"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    @property
    def is_filtered(self) -> bool:
        return bool(self.pairs or self.text)


def lines_of(
    entity: Any,
    columns: list[str],
    rows: Iterable[Mapping[str, Any]],
    open_url: Callable[[int], str] | None = None,
) -> list[Line]:
    """Rows of the query module as cells. A field masked in one row is an empty cell there."""
    heads = [(path, *cells.field_of(entity, path)) for path in columns]
    labels = [cells.column_label(entity, path) for path in columns]
    found = []
    for row in rows:
        drawn = []
        for (path, owner, field), label in zip(heads, labels, strict=True):
            value = row.get(path)
            css = cells.css_class(field)
            if value in (None, "", []):
                css += " blank"
            drawn.append((label, css, cells.render(owner, field, value, brief=True)))
        url = open_url(row["id"]) if open_url else screens.show_url(entity.meta.name, row["id"])
        found.append(Line(url, drawn))
    return found


def related_rows(ctx: Context, parent: Any, pk: int, child: Any) -> dict[str, Any]:
    """A child table as the record's page shows it: one statement, the first rows, a link to all."""
    view = screens.of(child.of)
    assert view is not None  # noqa: S101 - the callers have looked
    columns = [
        path for path in view.columns if path != child.by and query.may_read(ctx, view.entity, path)
    ]
    rows = list(query.related(ctx, parent, pk, child.name, columns=columns, limit=PAGE + 1))
    return {
        "heads": [
            (
                cells.column_label(view.entity, path),
                cells.css_class(cells.field_of(view.entity, path)[1]),
            )
            for path in columns
        ],
        "lines": lines_of(view.entity, columns, rows[:PAGE]),
        "has_more": len(rows) > PAGE,
        "all_url": f"{view.route_base}/list/?{child.by}={pk}",
    }
