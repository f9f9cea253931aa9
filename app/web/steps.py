"""Workflow steps on hand-written pages: the buttons that a person has, and the dialog of one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.runtime import query, records, registry
from app.runtime.context import Context
from app.runtime.errors import AppError, InvalidState, NotFound
from app.web.forms import TransitionForm


def bare_form(entity: Any, name: str) -> type[TransitionForm]:
    """A step that asks nothing still has a form: a button, perhaps a note."""
    made: type[TransitionForm] = type(
        "BareTransitionForm", (TransitionForm,), {"entity": entity, "transition": name}
    )
    return made


def offered(ctx: Context, entity: Any, record_id: int) -> list[Any]:
    """The steps that this person may take now (Available); refused ones are left out."""
    workflow = registry.current().entity(entity).workflow
    if workflow is None:
        return []
    record = query.record(ctx, entity, record_id)
    return [one for one in workflow.available(ctx, record) if one.allowed]


def take(
    ctx: Context,
    entity: Any,
    record_id: int,
    name: str,
    forms: Mapping[str, type[TransitionForm]],
) -> tuple[Any, TransitionForm | None]:
    """Take a step with what was posted. Returns (step, None) when done, else (step, form to show again)."""
    row = query.get(ctx, entity, record_id)
    workflow = registry.current().entity(entity).workflow
    if workflow is None or name not in workflow.transitions:
        raise NotFound()
    found = [
        s for s in workflow.available(ctx, query.record(ctx, entity, record_id)) if s.name == name
    ]
    if not found:
        raise InvalidState(
            "现在不能执行此操作，请刷新页面 / This cannot be done now; reload the page."
        )
    step = found[0]
    if not step.allowed and step.reason is not None:
        raise InvalidState(step.reason)
    form_class = forms.get(name) or bare_form(entity, name)
    form = form_class.for_transition(ctx, row, needs=step.needs, note=step.transition.note)
    values = form.record_values() if form.is_sent() else None
    if values is not None:
        try:
            records.transition(ctx, entity, record_id, name, values, note=form._note_text())
        except AppError as error:
            form.take_errors(error)
        else:
            return step, None
    return step, form
