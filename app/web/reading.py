"""Values as people read them: moments, states, texts that app/custom keeps in two languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from app.forms.language import current_language
from app.runtime import clock, registry

Reader = Callable[[str, str], str]
"""(stored text, language) → what is shown."""

_readers: dict[str, Reader] = {}


def moment(when: dt.datetime | None) -> str:
    """`2026-02-14 17:30` in the application's time zone; nothing for none."""
    return f"{clock.local(when):%Y-%m-%d %H:%M}" if when is not None else ""


def read_with(field: str, reader: Reader) -> None:
    """Declare how a text field (`"WorkOrderEvent.text"`) is shown on every page, when the system stores it in two languages."""
    _readers[field] = reader


def own_language(text: str | None, field: str) -> str:
    """A stored text of `field` (`"WorkOrderEvent.text"`) in the reader's language; others stay as they are."""
    reader = _readers.get(field)
    return reader(text, current_language()) if reader is not None and text else text or ""


def state_label(name: str | None, entity: str) -> str:
    """The label of a workflow state of `entity`."""
    workflow = registry.current().entity(entity).workflow
    if workflow is None or name not in workflow.states:
        return ""
    return str(workflow.states[name].label.in_language(current_language()))
