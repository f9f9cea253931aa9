"""Values as people read them, for hand-written pages: moments, states, texts kept in two languages."""

from __future__ import annotations

import datetime as dt

from app.runtime import clock, registry
from app.runtime.errors import bilingual
from app.web.language import current_language


def moment(when: dt.datetime | None) -> str:
    """`2026-02-14 17:30` in the application's time zone; nothing for none."""
    return f"{clock.local(when):%Y-%m-%d %H:%M}" if when is not None else ""


def own_language(text: str | None) -> str:
    """The reader's half of a text kept as `中文 / English`."""
    return bilingual(text or "").in_language(current_language())


def state_label(name: str | None, entity: str) -> str:
    """The label of a workflow state of `entity`."""
    workflow = registry.current().entity(entity).workflow
    if workflow is None or name not in workflow.states:
        return ""
    return str(workflow.states[name].label.in_language(current_language()))
