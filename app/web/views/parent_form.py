"""The form that asks below which record another one belongs: one picker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.forms import RecordForm
from app.forms.fields import RefField

if TYPE_CHECKING:
    from app.web.views.moving import Move


def parent_form(moving: Move) -> RecordForm:
    """Filled from what was sent, else from the record. It has no field for whoever may not write the ref."""
    made: type[RecordForm] = type(
        "ParentForm", (RecordForm,), {"entity": moving.view.entity, moving.by: RefField()}
    )
    return made.for_request(moving.ctx, record=moving.record, grids=False)
