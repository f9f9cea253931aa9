"""Child rows edited inside their parent's form. Works without script: another empty row is one more post."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from flask import request

from app.forms import screens
from app.forms.fields.base import EntityField
from app.forms.language import current_language
from app.forms.numbers import as_id
from app.runtime import query, registry

if TYPE_CHECKING:
    from app.forms import RecordForm

MOST_ROWS = 200
"""A table with more rows than this is edited on its own pages, not inside a form."""


MOST_GRIDS = 3


class Row:
    """One row: a form of the child entity, the id that it has, and whether it shall go."""

    def __init__(
        self,
        form: RecordForm,
        *,
        id: int | None,
        removed: bool,
        index: str,
        sent_version: int | None = None,
    ) -> None:
        self.form = form
        self.id = id
        self.removed = removed
        self.index = index
        self.sent_version = sent_version
        """The version that the page was made with."""

    @property
    def saved(self) -> Mapping[str, Any] | None:
        """The row as it is saved now; None of a new one, and of one that is gone."""
        return self.form._screen.record

    @property
    def version(self) -> int | None:
        """The version that goes out with the page."""
        if self.sent_version is not None or self.saved is None:
            return self.sent_version
        version: int = self.saved["version"]
        return version

    def title(self) -> str:
        """The first of its values that says something, for a sentence about the row."""
        for field in self.form._entity_fields():
            text = str(field.typed()) if hasattr(field, "typed") else field.text()
            if text:
                return text
        return self.index

    @property
    def is_blank(self) -> bool:
        """A new row in which nothing was typed: left out without a word."""
        fields = self.form._entity_fields()
        start = self.form._screen.start_values()
        return self.id is None and all(
            field.is_empty
            or (not field.process_errors and field.data == start.get(field.short_name))
            for field in fields
        )


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
        grids = []
        for child in form.entity.meta.children:
            view = screens.of(child.of)
            if view is None or view.form is None or not screens.is_inline(child):
                continue
            grid = cls(form, child, view.form)
            if grid.may_add or grid.may_change:
                grids.append(grid)
        for grid in grids[:MOST_GRIDS]:
            grid.load(formdata)
        # Each grid costs a statement; further child tables are edited from the record's page.
        return grids[:MOST_GRIDS]

    def load(self, formdata: Any) -> None:
        if formdata is not None and f"{self.name}-present" in formdata:
            self._load_sent(formdata)
            return
        found = self.saved()
        self.too_many = len(found) > MOST_ROWS
        if not self.too_many:
            for number, item in enumerate(found):
                self.rows.append(self._row(str(number), record=item))

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
        return [*self.field_names(), "version"]

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
        if request.form.get("_add_row") == self.name:
            self.rows.append(self._row(str(max(numbers, default=-1) + 1)))

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
        )

    def add_saved(self, record: Mapping[str, Any]) -> Row:
        """A row that somebody else has added meanwhile, at the end."""
        highest = max((int(row.index) for row in self.rows if row.index.isdecimal()), default=-1)
        return self._row(str(highest + 1 + len(self.rows)), record=record)

    def empty_row(self) -> Row:
        """The row that the script copies; its index is a word that the script replaces."""
        return self._row("INDEX")

    def field_names(self) -> list[str]:
        return [name for name in self.form_class._field_names() if name != self.child.by]

    def columns(self) -> list[EntityField]:
        return self.empty_row().form._entity_fields()

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
                found.append({"id": row.id, "_delete": True})
                continue
            values = row.form.record_values()
            if values is None:
                readable = False
                continue
            self.sent_rows.append(row)
            found.append({**values, "id": row.id} if row.id is not None else values)
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
