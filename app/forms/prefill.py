"""A new record that begins with what an address says: `/work_order/add?unit=5&summary=…`, from a page or another program."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from app.forms.fields.base import EntityField
from app.forms.fields.refs import RefField, RefsField
from app.forms.numbers import as_id
from app.runtime import clock, field_types, query

if TYPE_CHECKING:
    from app.forms.form import RecordForm

DAYS = ("date", "datetime")


def take(form: RecordForm, asked: Any, moment_of: Callable[[dt.date], dt.datetime]) -> None:
    """Fill the boxes of a new record that `asked`, the parameters of the address, name; nothing is written.

    A value stands in its box as if it had been typed, and what is wrong with it is said there. A field that the
    person may not write has no box, and is passed over. What is sensitive, and files, never come in an address:
    addresses are kept in places that nobody clears. `moment_of` tells when a day begins.
    """
    for field in form._entity_fields():
        if any(name in asked for name in (field.name, f"{field.name}__text")):
            _take(form, field, asked, moment_of)
    form._screen.judge()


def _take(form: RecordForm, field: EntityField, asked: Any, moment_of: Any) -> None:
    text = asked.get(field.name, "").strip()
    if field.info.is_sensitive or field_types.of(field.info).is_file:
        field.errors = [_("This cannot come in a link: fill it in here.")]
    elif isinstance(field, RefField | RefsField) and field.name in asked:
        _point(form, field, [one for one in asked.getlist(field.name) if one])
    elif field.info.type in DAYS and (day := clock.day_of(text)) is not None:
        field.process(None, day if field.info.type == "date" else moment_of(day))
    else:
        if field.info.type == "bool":
            field.process(None, text in ("1", "true"))
        else:
            field.process(asked, field.object_data)
        field.errors = list(field.process_errors)
        field.is_given = True


def _point(form: RecordForm, field: RefField | RefsField, texts: list[str]) -> None:
    """Records by number, as far as the person may read them: one that he may not is not told from one that is not there."""
    ids = [id for one in texts if (id := as_id(one)) is not None]
    titles = query.named(form._screen.ctx, form.entity, field.info, ids)
    chosen: list[dict[str, Any]] = [{"id": id, "title": titles[id]} for id in ids if id in titles]
    if isinstance(field, RefsField):
        field.process(None, chosen)
    elif chosen:
        field.process(None, chosen[0])
    if len(chosen) < len(texts):
        field.errors = [_("The link names a record that is not there for you: choose one.")]
