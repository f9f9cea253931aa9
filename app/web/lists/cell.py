"""One cell of a list being changed: the control of the edit form, under the same conditions, and what is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from app.forms.fields.base import EntityField
from app.forms.language import told
from app.forms.numbers import as_id
from app.runtime import query, records
from app.runtime.context import Context
from app.runtime.errors import AppError, Forbidden, NotFound, StaleRecord
from app.web import cells
from app.web.lists.bulk import NEVER

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from app.web.screen.entity_view import EntityView

NOT_HERE = NEVER | {"text", "richtext", "address", "region", "enums", "refs"}
"""Types whose control does not fit a cell, beside those that nobody writes here."""


def editable(view: EntityView, ctx: Context, columns: Iterable[str]) -> list[str]:
    """The columns of which some cell may be changed by this person; each row is asked when it is."""
    if view.form is None or not view.is_open_to(ctx.actor.roles, "can_edit"):
        return []
    names = set(view.form._field_names())
    return [name for name in columns if name in names and _fits(view, ctx, name)]


def _fits(view: EntityView, ctx: Context, name: str) -> bool:
    info = view.entity.fields()[name]
    return (
        info.type not in NOT_HERE
        and not info.is_sensitive
        and not info.is_computed
        and info.readonly is not True
        and view.entry.policy.writable(ctx.actor, name)
    )


class CellForm:
    """`record` is the row as the person may change it. Raises NotFound, Forbidden."""

    def __init__(
        self, view: EntityView, ctx: Context, record: Mapping[str, Any], name: str
    ) -> None:
        if not editable(view, ctx, [name]) or view.form is None:
            raise NotFound
        self.view, self.ctx, self.record, self.name = view, ctx, record, name
        self.pk = int(record["id"])
        self.version = int(record["version"])
        self.problem = ""
        self.status = 200
        # Conditions are judged on the record as it is: this one answer is all that changes.
        form = view.form(ctx=ctx, record=record, formdata=None)
        field = form._fields.get(name)
        stored = query.record(ctx, view.entity, self.pk)
        mine = view.entry.policy.fields_on(
            ctx.actor, stored, ctx.session, use="write", action="update"
        )
        if (
            not isinstance(field, EntityField)
            or name not in mine
            or field.is_readonly
            or not field.is_visible
        ):
            raise Forbidden("此处不能修改 / This cannot be changed here.", field=name)
        self.field = field

    def save(self, sent: MultiDict[str, str]) -> bool:
        """Write what was typed; False when it was refused: the cell says why and keeps it."""
        self.field.process(sent, self.field.object_data)
        version = as_id(sent.get("_version", ""))
        self.problem = " ".join(self.field.process_errors)
        if not self.problem:
            try:
                records.update(
                    self.ctx,
                    self.view.entity,
                    self.pk,
                    {self.name: self.field.data} if self.field.submitted else {},
                    version=version if version is not None else self.version,
                )
            except StaleRecord as error:
                self._conflict(error)
            except AppError as error:
                self.problem = " ".join(self._texts(error)) or told(error.message)
                self.status = error.status
            else:
                return True
        self.status = self.status if self.status != 200 else 422
        self.field.errors = [self.problem]
        return False

    def _conflict(self, error: StaleRecord) -> None:
        """What the other one saved stands beside; sent again, this one wins."""
        row = query.get(self.ctx, self.view.entity, self.pk)
        theirs = cells.plain(self.field.info, row.get(self.name))
        self.problem = f"{told(error.message)} ({self.field.label.text}: {theirs})"
        self.version, self.status = error.current, 409

    def _texts(self, error: AppError) -> list[str]:
        """Of this field as they are, of others with their names."""
        found = []
        for one in error.errors:
            text = told(one.message)
            if one.field not in (self.name, ""):
                info = self.view.entity.fields().get(one.field)
                label = cells.column_label(self.view.entity, one.field) if info else one.field
                text = f"{label}: {text}"
            found.append(text)
        return found
