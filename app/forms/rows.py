"""Child rows edited inside their parent's form. Works without script: another empty row is one more post."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import orjson
from flask import request
from werkzeug.datastructures import MultiDict

from app.forms import screens
from app.forms.fields.base import EntityField
from app.forms.language import current_language
from app.forms.numbers import as_id
from app.forms.pasting import pasted
from app.forms.row import Row
from app.runtime import field_types, query, registry
from app.runtime.errors import NotFound

if TYPE_CHECKING:
    from app.forms import RecordForm

MOST_ROWS = 200
"""A table with more rows than this is edited on its own pages, not inside a form."""


MOST_GRIDS = 3
OPEN_ROWS = 30
"""So many saved rows stand there with their boxes; a further one shows its values until somebody opens it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of boxes."""

    name: str
    label: str
    is_required: bool


class RowGrid:
    """The rows of one child table. Names in the page: `parts-0-quantity`, `parts-0-_id`, `parts-0-_delete`."""

    def __init__(self, parent: RecordForm, child: Any, form_class: type[RecordForm]) -> None:
        self.parent = parent
        self.child = child
        self.name: str = child.name
        self.label: str = child.label.in_language(current_language())
        self.form_class = form_class
        self.entry = registry.current().entity(child.of)
        self.rows: list[Row] = []
        self.sent_rows: list[Row] = []
        self.was_sent = False
        self.too_many = False
        ctx = parent._screen.ctx
        self.may_add = self.entry.policy.may(ctx.actor, "create").allowed
        self.may_remove = self.entry.policy.may(ctx.actor, "delete").allowed
        self.may_change = self.entry.policy.may(ctx.actor, "update").allowed

    @classmethod
    def of(cls, form: RecordForm, formdata: Any) -> list[Self]:
        """The grids that belong on this form: simple child rows that the person may write."""
        grids = cls.possible(form)
        for grid in grids[:MOST_GRIDS]:
            grid.load(formdata)
        # Each grid costs a statement; further child tables are edited from the record's page.
        return grids[:MOST_GRIDS]

    @classmethod
    def named(cls, form: RecordForm, name: str) -> Self | None:
        """One of these grids, without its rows."""
        return next((one for one in cls.possible(form)[:MOST_GRIDS] if one.name == name), None)

    @classmethod
    def possible(cls, form: RecordForm) -> list[Self]:
        """A grid, without its rows, for each child table that the person may write."""
        grids = []
        for child in form.entity.meta.children:
            view = screens.of(child.of)
            if view is None or view.form is None or not screens.is_inline(child):
                continue
            grid = cls(form, child, view.form)
            if grid.may_add or grid.may_change:
                grids.append(grid)
        return grids

    def load(self, formdata: Any) -> None:
        if formdata is not None and f"{self.name}-present" in formdata:
            self._load_sent(formdata)
            return
        found = self.saved()
        self.too_many = len(found) > MOST_ROWS
        if not self.too_many:
            for number, item in enumerate(found):
                row = self._row(str(number), record=item)
                row.closed = number >= OPEN_ROWS
                self.rows.append(row)
        if self.counted and self.may_add and self.parent._screen.record is None:
            # What is made of numbered lines begins with the first of them; left empty, it is left out.
            self.rows.append(self._row("0"))

    def saved(self) -> list[Mapping[str, Any]]:
        """The rows that the record has now; one more than fits tells that there are too many."""
        record = self.parent._screen.record
        if record is None:
            return []
        return list(
            query.related(
                self.parent._screen.ctx,
                self.parent.entity,
                record["id"],
                self.name,
                columns=self._columns(),
                limit=MOST_ROWS + 1,
            )
        )

    def _columns(self) -> list[str]:
        return [*self.field_names(), *(info.name for info in self.computed), "version"]

    def _load_sent(self, formdata: Any) -> None:
        self.was_sent = True
        pattern = re.compile(rf"^{re.escape(self.name)}-(\d{{1,9}})-")
        numbers = {int(m.group(1)) for key in formdata if (m := pattern.match(key))}
        # A saved row stays one when the form comes back: what may not be changed in it is not asked for.
        saved = {row["id"]: row for row in self.saved()} if numbers else {}
        for number in sorted(numbers)[: MOST_ROWS * 2]:
            start = f"{self.name}-{number}"
            given = formdata.get(f"{start}-_id", "")
            id = as_id(given)
            self.rows.append(
                self._row(
                    str(number),
                    formdata=formdata,
                    record=saved.get(id) if id is not None else None,
                    id=id,
                    removed=formdata.get(f"{start}-_delete") == "1",
                    sent_version=as_id(formdata.get(f"{start}-_version", "")),
                )
            )
            row = self.rows[-1]
            is_asked_for = request.form.get("_open_row") == start
            row.closed = row.is_untouched and row.saved is not None and not is_asked_for
            if is_asked_for and row.saved is not None and row.is_untouched:
                self.rows[-1] = self._row(
                    str(number), record=row.saved, sent_version=row.sent_version
                )
        if request.form.get("_add_row") == self.name:
            self.rows.append(self._row(str(max(numbers, default=-1) + 1)))
        if request.form.get("_paste") == self.name:
            self._paste(formdata.get(f"{self.name}__paste", ""), max(numbers, default=-1) + 1)

    def _paste(self, block: str, first: int) -> None:
        """New rows from what was copied out of a spreadsheet, as if each cell had been typed."""
        fields = self.new_fields()
        for number, values in enumerate(pasted(block, fields)[:MOST_ROWS], start=first):
            start = f"{self.name}-{number}"
            typed = MultiDict(
                [(f"{start}-{name}", text) for name, texts in values for text in texts]
            )
            self.rows.append(self._row(str(number), formdata=typed))

    def _row(
        self,
        index: str,
        *,
        formdata: Any = None,
        record: Mapping[str, Any] | None = None,
        id: int | None = None,
        removed: bool = False,
        sent_version: int | None = None,
    ) -> Row:
        form = self.form_class(
            ctx=self.parent._screen.ctx,
            record=record,
            formdata=formdata,
            prefix=f"{self.name}-{index}",
            is_row=True,
        )
        form._fields.pop(self.child.by, None)
        return Row(
            form,
            id=record["id"] if record else id,
            removed=removed,
            index=index,
            sent_version=sent_version,
            counted=self.counted,
        )

    def add_saved(self, record: Mapping[str, Any]) -> Row:
        """A row that somebody else has added meanwhile, at the end."""
        highest = max((int(row.index) for row in self.rows if row.index.isdecimal()), default=-1)
        return self._row(str(highest + 1 + len(self.rows)), record=record)

    def empty_row(self) -> Row:
        """The row that the script copies; its index is a word that the script replaces."""
        return self._row("INDEX")

    @cached_property
    def counted(self) -> str:
        """The whole number that tells the rows of one record apart (line 1, 2, 3 of a voucher); "" for none."""
        fields = self.entry.entity.fields()
        table: Any = self.entry.entity.__table__
        for index in table.indexes:
            names = {column.name for column in index.columns} - {"deleted_at"}
            other = names - {f"{self.child.by}_id"}
            if index.unique and len(names) == 2 and len(other) == 1:
                (name,) = other
                if name in fields and fields[name].type == "int":
                    return str(name)
        return ""

    @cached_property
    def computed(self) -> list[Any]:
        """The child's formulas, shown beside what they are made of."""
        ctx = self.parent._screen.ctx
        return [
            info
            for info in self.entry.entity.fields().values()
            if info.formula is not None and self.entry.policy.readable(ctx.actor, info.name)
        ]

    @cached_property
    def summed(self) -> frozenset[str]:
        """The columns whose sum means something: those that the parent adds up."""
        return frozenset(
            str(info.aggregate.field)
            for info in self.parent.entity.fields().values()
            if info.aggregate is not None
            and info.aggregate.function == "sum"
            and info.aggregate.children == self.name
        )

    def label_of(self, info: Any) -> str:
        """A label in the reader's language."""
        return str(info.label.in_language(current_language()))

    def formula(self, info: Any) -> str:
        """The tree of a computed column, for the browser."""
        return orjson.dumps(info.formula.tree).decode()

    def value_text(self, row: Row, info: Any) -> str:
        """A computed value as it is saved."""
        value = (row.saved or {}).get(info.name)
        return field_types.display(info, value, current_language()) if value is not None else ""

    def total(self, name: str) -> str:
        """The sum of a column of what is on the page."""
        found = Decimal(0)
        for row in self.rows:
            if row.removed:
                continue
            field = row.form._fields.get(name)
            value = field.data if isinstance(field, EntityField) else (row.saved or {}).get(name)
            if isinstance(value, (int, Decimal)):
                found += value
        return field_types.display(self.entry.entity.fields()[name], found, current_language())

    def row_url(self, row: Row) -> str:
        """Where the boxes of a closed row are fetched."""
        record = self.parent._screen.record
        if record is None or row.id is None:
            return ""
        return screens.url(
            self.parent.entity,
            "row",
            pk=record["id"],
            name=self.name,
            child=row.id,
            index=row.index,
        )

    def open_row(self, id: int, index: str) -> Row:
        """One saved row with its boxes. Raises NotFound when it is not of this record, or not the reader's."""
        record = query.get(
            self.parent._screen.ctx,
            self.entry.entity,
            id,
            columns=[self.child.by, *self._columns()],
        )
        above = record.get(self.child.by)
        parent = self.parent._screen.record
        if parent is None or not isinstance(above, Mapping) or above["id"] != parent["id"]:
            raise NotFound
        return self._row(index, record=record)

    def field_names(self) -> list[str]:
        return [name for name in self.form_class._field_names() if name != self.child.by]

    def new_fields(self) -> list[EntityField]:
        """The boxes of a new row."""
        return self.empty_row().form._entity_fields()

    def columns(self) -> list[Column]:
        """What any of the rows has a box for: who may change a row may not write the same as who adds one."""
        known = {field.short_name: field for field in self.new_fields()} if self.may_add else {}
        for row in self.rows:
            for field in row.form._entity_fields():
                known.setdefault(field.short_name, field)
        return [
            Column(name, known[name].label.text, known[name].is_required)
            for name in self.field_names()
            if name in known
        ]

    # -- what was sent ---------------------------------------------------------------------------

    def values(self) -> list[dict[str, Any]] | None:
        """The rows for the records module, in the order of the page; None when one cannot be read."""
        readable = True
        found: list[dict[str, Any]] = []
        self.sent_rows = []
        for row in self.rows:
            if row.is_blank or (row.removed and row.id is None):
                continue
            if row.removed:
                self.sent_rows.append(row)
                found.append({"id": row.id, "version": row.sent_version, "_delete": True})
                continue
            values = row.form.record_values()
            if values is None:
                readable = False
                continue
            self.sent_rows.append(row)
            named = {"id": row.id, "version": row.sent_version} if row.id is not None else {}
            found.append({**values, **named})
        return found if readable else None

    def refuse(self, path: str, text: str) -> bool:
        """Place an error of `2.quantity`; False when no row of the page is meant."""
        number, _dot, name = path.partition(".")
        if not number.isdecimal() or int(number) >= len(self.sent_rows):
            return False
        form = self.sent_rows[int(number)].form
        field = form._fields.get(name)
        if isinstance(field, EntityField):
            field.refuse(text)
        else:
            form.form_errors.append(text)
        return True

    def problems(self) -> list[tuple[str, str]]:
        found = []
        for number, row in enumerate(self.rows, start=1):
            found += [
                (i, f"{self.label} {number} · {text}") for i, text in row.form._all_problems()
            ]
        return found
