"""A dictionary as one table of cells: rows are opened where they stand, and saved or refused each by itself.

Every row goes through `records` in a transaction of its own, in the order of the page, so that a row may name the one above
it. What was refused comes back with what was typed and why; what was saved is done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.forms.fields.base import EntityField
from app.forms.fields.refs import id_of
from app.forms.language import current_language
from app.forms.numbers import as_id
from app.forms.pasting import pasted
from app.forms.row import Row
from app.forms.rows import Column
from app.runtime import field_types, query, records
from app.runtime.errors import AppError, NotFound, StaleRecord
from app.web import cells
from app.web.screen.list_page import ListPage

if TYPE_CHECKING:
    from app.runtime.context import Context
    from app.web.screen.entity_view import EntityView

NAME = "rows"
MOST_SENT = 230
"""Rows of one save: a page, and two hundred pasted ones. What is more stays open for the next one."""
MOST_PASTED = 200
NOT_HERE = frozenset({"richtext", "file", "files", "image", "images", "signature"})
"""Types whose control does not fit a cell: they are on the record's own form."""
_SENT = re.compile(rf"^{NAME}-(\d{{1,6}})-")


class SheetPage(ListPage):
    """The rows of one page, with everything that the cells need."""

    size: ClassVar[int] = 30

    def _wanted(self) -> list[str]:
        return [*names_of(self.view, self.ctx), *super()._wanted(), "version"]


def names_of(view: EntityView, ctx: Context) -> list[str]:
    """The columns: what the form asks and fits a cell, as far as this person may read it."""
    fields = view.entity.fields()
    asked = view.form._field_names() if view.form is not None else []
    return [
        name
        for name in asked
        if fields[name].type not in NOT_HERE and query.may_read(ctx, view.entity, name)
    ]


class Sheet:
    """What `grid.html` draws: the same as a table of child rows, of records that stand for themselves."""

    name = NAME
    counted = ""
    computed: tuple[Any, ...] = ()
    summed: frozenset[str] = frozenset()
    too_many = False

    page: SheetPage

    def __init__(
        self, view: EntityView, ctx: Context, endpoint: str, page: SheetPage | None = None
    ) -> None:
        """Without a page: for one row alone."""
        self.view, self.ctx, self.endpoint = view, ctx, endpoint
        if page is not None:
            self.page = page
        self.label = view.label()
        policy = view.entry.policy
        self.may_add = policy.may(ctx.actor, "create").allowed
        self.may_change = policy.may(ctx.actor, "update").allowed
        self.may_remove = policy.may(ctx.actor, "delete").allowed
        self.names = names_of(view, ctx)
        self.given = _given(view, page.pairs) if page is not None else {}
        self.rows: list[Row] = []
        self.saved = self.removed = self.refused = 0
        self.conflicts = 0
        self.waiting = self.left_out = 0
        """Rows that stand here for the next save; lines that were pasted and are not taken."""

    # -- rows --------------------------------------------------------------------------------------

    def show(self) -> None:
        """The page as it is saved, every row closed."""
        self.rows = [self._row(str(n), record=item) for n, item in enumerate(self.page.page.items)]
        for row in self.rows:
            row.closed = True

    def row(
        self, index: str, *, record: Mapping[str, Any] | None = None, formdata: Any = None
    ) -> Row:
        """One row with its boxes."""
        return self._row(index, record=record, formdata=formdata)

    def _row(
        self,
        index: str,
        *,
        record: Mapping[str, Any] | None = None,
        formdata: Any = None,
        id: int | None = None,
        version: int | None = None,
        removed: bool = False,
    ) -> Row:
        if self.view.form is None:
            raise NotFound
        form = self.view.form(
            ctx=self.ctx,
            record=record,
            given=self.given if record is None else None,
            formdata=formdata,
            prefix=f"{NAME}-{index}",
            is_row=True,
        )
        for name in [*form._fields]:
            if isinstance(form._fields[name], EntityField) and name not in self.names:
                del form._fields[name]
        return Row(
            form,
            id=record["id"] if record is not None else id,
            removed=removed,
            index=index,
            sent_version=version,
        )

    def find(self, ids: Iterable[int]) -> dict[int, Mapping[str, Any]]:
        """id → the row as it is saved now, of those that this person sees; one statement."""
        wanted = sorted(set(ids))
        if not wanted:
            return {}
        entity = self.view.entity
        found = query.rows(
            self.ctx, entity, columns=[*self.names, "title", "version"],
            within=entity.id.in_(wanted), limit=len(wanted),
        )  # fmt: skip
        return {row["id"]: row for row in found.items}

    # -- what was sent -----------------------------------------------------------------------------

    def take(self, sent: MultiDict[str, str]) -> None:
        """Every row that was sent: saved by itself, or kept with what was typed and why it was refused.

        A press that only asks for more rows saves nothing.
        """
        saves = not any(name in sent for name in ("_add_row", "_paste", "_open_row"))
        numbers = sorted({int(m[1]) for key in sent if (m := _SENT.match(key))})
        ids = {n: as_id(sent.get(f"{NAME}-{n}-_id", "")) for n in numbers}
        # A page shows thirty: whoever names more saved rows than a save takes is no page of ours.
        known = self.find([id for id in ids.values() if id is not None][:MOST_SENT])
        kept: list[Row] = []
        tried = 0
        for n in numbers:
            id = ids[n]
            if id is not None and id not in known:
                if (lost := self._lost(n, sent)) is not None:
                    kept.append(lost)
                continue
            row = self._sent_row(n, id, known.get(id) if id is not None else None, sent)
            if sent.get("_open_row") == f"{NAME}-{n}" and row.saved is not None:
                kept.append(self._row(str(n), record=row.saved))
                continue
            if row.is_untouched or row.is_blank or (row.removed and row.id is None):
                continue
            if saves and tried >= MOST_SENT:
                self.waiting += 1
            elif saves:
                tried += 1
                if self._save(row):
                    continue
            kept.append(row)
        last = max(numbers, default=self.page.size)
        if "_add_row" in sent:
            kept.append(self._row(str(last + 1)))
        if "_paste" in sent:
            kept += self._pasted(sent.get(f"{NAME}__paste", ""), last + 1)
        self._around(kept)

    def _lost(self, n: int, sent: MultiDict[str, str]) -> Row | None:
        """What was typed into a row that is gone by now, as a new one; None where it was closed, or was to go anyway."""
        row = self._sent_row(n, None, None, sent)
        row.sent_version = None
        if row.removed or not any(field.submitted for field in row.form._entity_fields()):
            return None
        row.form.form_errors.append(
            _("This row has been deleted meanwhile. Saved again, it becomes a new one.")
        )
        self.refused += 1
        self.conflicts += 1
        return row

    def _sent_row(
        self, n: int, id: int | None, record: Mapping[str, Any] | None, sent: MultiDict[str, str]
    ) -> Row:
        return self._row(
            str(n),
            record=record,
            formdata=sent,
            id=id,
            version=as_id(sent.get(f"{NAME}-{n}-_version", "")),
            removed=sent.get(f"{NAME}-{n}-_delete") == "1",
        )

    def _save(self, row: Row) -> bool:
        """Write one row; False when it was refused: its boxes say why."""
        entity = self.view.entity
        # Whoever does not say what he read has read none: what others saved is not overwritten unseen.
        read = row.sent_version or 0
        try:
            if row.removed:
                records.delete(self.ctx, entity, int(row.id or 0), version=read)
                self.removed += 1
                return True
            values = row.form.record_values()
            if values is None:
                self.refused += 1
                return False
            if row.id is None:
                records.create(self.ctx, entity, values)
            else:
                changed = _changed(values, row.saved or {})
                if not changed:
                    return True
                records.update(self.ctx, entity, row.id, changed, version=read)
        except StaleRecord as error:
            self._meet(row, error)
        except AppError as error:
            row.form.take_errors(error)
        else:
            self.saved += 1
            return True
        self.refused += 1
        return False

    def _meet(self, row: Row, error: StaleRecord) -> None:
        """Somebody else saved the row meanwhile: what he saved stands beside what was typed; sent again, this one wins."""
        theirs = self.find([int(row.id or 0)]).get(int(row.id or 0))
        self.conflicts += 1
        row.form.take_errors(error)
        row.sent_version = error.current
        row.removed = False
        if theirs is None:
            return
        for field in row.form._entity_fields():
            value = theirs.get(field.short_name)
            if _plain(value) != _plain(field.data):
                field.theirs = cells.plain(field.info, value)

    def _pasted(self, block: str, first: int) -> list[Row]:
        """New rows from what was copied out of a spreadsheet, as if each cell had been typed."""
        found, lines = [], pasted(block, self.new_fields())
        self.left_out = max(len(lines) - MOST_PASTED, 0)
        for number, values in enumerate(lines[:MOST_PASTED], start=first):
            typed = MultiDict(
                [(f"{NAME}-{number}-{name}", text) for name, texts in values for text in texts]
            )
            found.append(self._row(str(number), formdata=typed))
        return found

    def renew(self, page: SheetPage) -> None:
        """Show the rows of another reading of the page around what is still open."""
        self.page = page
        self._around([row for row in self.rows if not row.closed])

    def _around(self, kept: list[Row]) -> None:
        """The page as it is saved now, with the rows that are still open in their places, new ones at the end."""
        here = {row.id: row for row in kept if row.id is not None}
        free = max((int(row.index) for row in kept), default=0) + 1
        rows: list[Row] = []
        for n, item in enumerate(self.page.page.items):
            row = here.pop(item["id"], None)
            if row is None:
                row = self._row(str(free + n), record=item)
                row.closed = True
            rows.append(row)
        self.rows = [*rows, *here.values(), *(row for row in kept if row.id is None)]

    # -- for the template --------------------------------------------------------------------------

    def columns(self) -> list[Column]:
        """The head of each column; required as a new row wants it."""
        new = {field.short_name: field for field in self.new_fields()} if self.may_add else {}
        language = current_language()
        fields = self.view.entity.fields()
        return [
            Column(
                name,
                fields[name].label.in_language(language),
                name in new and new[name].is_required,
            )
            for name in self.names
        ]

    def new_fields(self) -> list[EntityField]:
        """The boxes of a new row."""
        return self.empty_row().form._entity_fields()

    def empty_row(self) -> Row:
        """The row that the script copies."""
        return self._row("INDEX")

    def row_url(self, row: Row) -> str:
        """Where the boxes of a closed row are fetched; "" where nothing may be changed."""
        if not self.may_change or row.id is None:
            return ""
        return url_for(f"{self.endpoint}.row_view", id=row.id, index=row.index)

    def problems(self) -> list[tuple[str, str]]:
        """(control, text) of everything that was refused, with the row that it is about."""
        return [
            (id, f"{row.title()} · {text}")
            for row in self.rows
            if not row.closed
            for id, text in row.form._all_problems()
        ]

    @property
    def is_changed(self) -> bool:
        """Whether something stands here that is not saved."""
        return any(not row.closed for row in self.rows) and request.method == "POST"


def _given(view: EntityView, pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """What the filters say plainly a new row begins with: below this parent, of this kind."""
    fields = view.entity.fields()
    found: dict[str, Any] = {}
    for key, text in pairs:
        field = fields.get(key)
        if field is None:
            continue
        if field.type == "ref" and (id := as_id(text)) is not None:
            found[key] = id
        elif field.type == "enum" and text and "," not in text:
            found[key] = field_types.parse(field, text)
    return found


def _changed(values: Mapping[str, Any], saved: Mapping[str, Any]) -> dict[str, Any]:
    """What differs from the row as it is saved: a box that was only looked into changes nothing."""
    return {name: value for name, value in values.items() if name not in saved or _plain(value) != _plain(saved[name])}  # fmt: skip


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return sorted(str(id_of(one) if isinstance(one, dict) else one) for one in value)
    if isinstance(value, Mapping) and "id" in value:
        return value["id"]
    # A box that is not ticked says no where nothing was said, which is the same to everybody.
    return None if value == "" or value is False else value
