"""Forms of records: generated classes say which fields, the entity says everything else, the records module decides.

    form = WorkOrderForm.for_request(ctx)                     # a new record
    form = WorkOrderForm.for_request(ctx, record=row)         # an existing one (a row of query.get)
    if form.is_sent():
        values = form.record_values()                         # None when something cannot be read
        try: records.create(ctx, WorkOrder, values)
        except AppError as error: form.take_errors(error)     # what was typed stays

Names of our own start with an underscore or are said above, so that a field may be called `note` or `lookup`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from flask import request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.fields.core import UnboundField

from app.forms.fields import FIELD_CLASSES, EnumField, StringField
from app.forms.fields.base import EntityField
from app.forms.fields.masked import MaskedField, MaskedTruth
from app.forms.fields.refs import RefField, RefsField
from app.forms.followed import Followed
from app.forms.form_screen import FormScreen
from app.forms.language import told
from app.forms.numbers import as_id
from app.forms.rows import RowGrid
from app.forms.suggested import suggested
from app.forms.wanted import wanted
from app.runtime.context import Context
from app.runtime.errors import AppError
from app.runtime.privacy.mask import Masked


class RecordForm(FlaskForm):
    """A form of one entity. Fields that the person may not write are not on it."""

    entity: ClassVar[Any]

    def __init__(
        self,
        *,
        ctx: Context,
        record: Mapping[str, Any] | None = None,
        given: Mapping[str, Any] | None = None,
        formdata: Any = None,
        prefix: str = "",
        is_row: bool = False,
    ) -> None:
        self._screen = FormScreen(self, ctx=ctx, record=record, given=given or {})
        self._screen.is_row = is_row
        self._grids: list[RowGrid] = []
        self._before = ""
        meta = {"csrf": False} if is_row else {}
        super().__init__(
            formdata=formdata, data=self._screen.start_values(), prefix=prefix, meta=meta
        )
        self._mask(formdata)
        if not is_row:
            self._bind(
                "_version", UnboundField(HiddenField), formdata, (record or {}).get("version")
            )
        self._screen.prepare(formdata)
        self._followed = Followed(self, formdata)

    @classmethod
    def for_request(
        cls,
        ctx: Context,
        *,
        record: Mapping[str, Any] | None = None,
        given: Mapping[str, Any] | None = None,
        grids: bool = True,
    ) -> Self:
        """The form of this request: filled from what was sent, else from the record, else from defaults and `given`."""
        formdata = request.form if request.method == "POST" else None
        form = cls(ctx=ctx, record=record, given=given, formdata=formdata)
        if grids:
            form._grids = RowGrid.of(form, formdata)
        return form

    @classmethod
    def _field_names(cls) -> list[str]:
        """The fields in the order in which the class lists them."""
        found = [
            (getattr(cls, name).creation_counter, name)
            for name in dir(cls)
            if not name.startswith("_") and hasattr(getattr(cls, name), "_formfield")
        ]
        return [name for _counter, name in sorted(found)]

    def _mask(self, formdata: Any) -> None:
        """Controls that could not show a mask give way to one that can."""
        start = self._screen.start_values()
        for name, field in list(self._fields.items()):
            if not isinstance(field, EntityField) or not isinstance(start.get(name), Masked):
                continue
            if not isinstance(field, StringField) or isinstance(field, EnumField):
                kind = MaskedTruth if field.info.type == "bool" else MaskedField
                self._bind(name, UnboundField(kind), formdata, start[name])
                if hasattr(self, name):
                    setattr(self, name, self._fields[name])

    def _bind(self, name: str, unbound: Any, formdata: Any, data: Any) -> None:
        """Add a field whose name begins with an underscore, so that it never meets one of the schema."""
        options = {"name": name, "prefix": self._prefix, "translations": None}
        field = self.meta.bind_field(self, unbound, options)
        self._fields[name] = field
        field.process(formdata, data)

    # -- the three things a view asks -----------------------------------------------------------

    def is_sent(self) -> bool:
        """True when the page was posted to save it (and not, say, to get another row)."""
        return request.method == "POST" and not any(
            name in request.form for name in ("_add_row", "_open_row", "_paste")
        )

    def record_values(self) -> dict[str, Any] | None:
        """Field → value of everything that was on the page; None when something could not be read.

        Every problem that can be seen here is marked at its field, all at once.
        """
        for field in self._entity_fields():
            if not field.is_visible:
                # A question that the answers hide was not asked: what its control carried is not meant.
                field.submitted = False
                field.process_errors = []
            elif field.is_empty and self._screen.is_filled_from_others(field):
                field.submitted = bool(field.process_errors)
        acceptable = self.validate() and not self.form_errors
        for field in self._entity_fields():
            if field.is_required and field.submitted and field.is_empty and not field.errors:
                field.refuse(self._screen.required_text())
                acceptable = False
        values = {
            name: field.data
            for name, field in self._fields.items()
            if isinstance(field, EntityField) and field.submitted and not field.is_readonly
        }
        for grid in self._grids:
            rows = grid.values()
            if rows is None:
                acceptable = False
            elif grid.was_sent:
                values[grid.name] = rows
        return values if acceptable else None

    def take_errors(self, error: AppError) -> None:
        """Show each error at its field; what belongs to no field on the page stands above the form."""
        placed = False
        for problem in error.errors:
            text = told(problem.message)
            name, _dot, rest = problem.field.partition(".")
            grid = next((g for g in self._grids if g.name == name), None)
            if grid is not None and grid.refuse(rest, text):
                placed = True
            elif isinstance(self._fields.get(name), EntityField):
                self._fields[name].refuse(text)
                placed = True
            elif name == "note" and "_note" in self._fields:
                note = self._fields["_note"]
                note.errors = [*note.errors, text]
                placed = True
            else:
                label = self._screen.label_of(name)
                self.form_errors.append(f"{label}: {text}" if label else text)
                placed = True
        if not placed:
            self.form_errors.append(told(error.message))

    # -- for the templates -----------------------------------------------------------------------

    def _entity_fields(self) -> list[EntityField]:
        return [field for field in self._fields.values() if isinstance(field, EntityField)]

    @property
    def _given_version(self) -> int | None:
        sent = self._fields["_version"].data if "_version" in self._fields else None
        return as_id(str(sent or ""))

    def _all_problems(self) -> list[tuple[str, str]]:
        """(id of the control or "", text) of everything that is wrong, for the summary above the form."""
        found = [("", text) for text in self.form_errors]
        for field in self._fields.values():
            found += [(field.id, f"{field.label.text}: {text}") for text in field.errors]
        for grid in self._grids:
            found += grid.problems()
        return found


class TransitionForm(RecordForm):
    """The dialog of one transition: what it asks, what it still needs, and a note where the workflow wants one."""

    transition: ClassVar[str]

    @classmethod
    def for_transition(
        cls,
        ctx: Context,
        record: Mapping[str, Any],
        *,
        needs: tuple[str, ...] = (),
        note: str | None = None,
        prefix: str = "",
        suggests: bool = True,
    ) -> Self:
        """`needs` are marked as required; `note` is "required", "optional" or None.

        `prefix` begins the names of the controls, for a page with several such forms: only the one that was sent is filled.
        `suggests`: whether it is asked who fits best; not for a form that may never be looked at.
        """
        formdata = request.form if request.method == "POST" else None
        if formdata is not None and prefix and f"{prefix}_version" not in formdata:
            formdata = None
        form = cls(ctx=ctx, record=record, formdata=formdata, prefix=prefix)
        form._screen.needs = frozenset(needs) | wanted(ctx, cls.entity, cls.transition, record)
        form._add_needed(needs, record, formdata)
        form._screen.prepare(formdata)
        name, records = suggested(ctx, cls.entity, cls.transition, record) if suggests else ("", [])
        field = form._fields.get(name)
        if records and isinstance(field, RefsField):
            field.candidates = records
        if records and isinstance(field, RefField):
            field.candidates = field.candidates or records
            if formdata is None and field.chosen_id not in {item["id"] for item in records}:
                # Whom the step would not choose stands in its box no longer: it is taken from him.
                field.clear()
        if note:
            form._bind("_note", UnboundField(TextAreaField, _("Note")), formdata, "")
            form._screen.note = note
        return form

    def _add_needed(self, needs: tuple[str, ...], record: Mapping[str, Any], formdata: Any) -> None:
        """What must be there afterwards and is not: asked for here, so that nobody is sent to another page."""
        for name in needs:
            info = self.entity.fields().get(name)
            if info is None or name in self._fields or info.is_computed:
                continue
            was_empty = record.get(name) in (None, "", [])
            if was_empty or (formdata is not None and f"{self._prefix}{name}" in formdata):
                self._bind(name, UnboundField(FIELD_CLASSES[info.type]), formdata, record.get(name))

    def _note_text(self) -> str:
        field = self._fields.get("_note")
        return (field.data or "").strip() if field is not None else ""


class ConfirmForm(FlaskForm):
    """A button that writes and asks nothing: delete, a transition without questions, log out."""
