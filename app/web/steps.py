"""Workflow steps on hand-written pages: the buttons that a person has, and the dialog of one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request

from app.forms import TransitionForm
from app.runtime import query, records, registry
from app.runtime.context import Context
from app.runtime.errors import AppError, InvalidState, NotFound
from app.runtime.i18n import current_language, t


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
    *,
    seen: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Any, TransitionForm | None]:
    """Take a step with what was posted. Returns (step, None) when done, else (step, form to show again).

    `seen`: step → the fields that one agrees to by taking it. The page sends each as `_seen_<field>`; when one of them
    is another by now, nothing is done and the form says so.
    """
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
    if not step.allowed:
        raise step.error()
    form_class = forms.get(name) or bare_form(entity, name)
    form = form_class.for_transition(ctx, row, needs=step.needs, note=step.transition.note)
    values = form.record_values() if form.is_sent() else None
    if values is not None:
        agreed_to = (seen or {}).get(name, ())
        # What was seen is what this row says; the version keeps it so until the step is taken.
        version = row["version"] if agreed_to else None
        try:
            _compare(row, agreed_to)
            records.transition(
                ctx, entity, record_id, name, values, version=version, note=form._note_text()
            )
        except AppError as error:
            form.take_errors(error)
        else:
            return step, None
    return step, form


def done(step: Any) -> str:
    """What to say when the step was taken: its label alone would read as something still to do."""
    return t("steps.done", label=step.label.in_language(current_language()))


def _compare(row: Mapping[str, Any], fields: Sequence[str]) -> None:
    for name in fields:
        now = row.get(name)
        if request.form.get(f"_seen_{name}") != ("" if now is None else str(now)):
            raise InvalidState(
                "您打开页面后内容有变化，请核对现在的内容后再提交 / "
                "This has changed since you opened the page; check what it says now and send again.",
                code="changed_meanwhile",
            )
