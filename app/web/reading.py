"""Values as people read them: moments, states, texts that app/custom keeps in two languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.forms.language import current_language
from app.runtime import clock, registry

Reader = Callable[[str, str], str]
"""(stored text, language) → what is shown."""

_readers: dict[str, Reader] = {}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of what is kept as JSON; `url`: the page that it leads to, or ""."""

    text: str
    url: str = ""


Teller = Callable[[Any, str], Sequence[Line]]
"""(stored JSON, language) → its lines."""

_tellers: dict[str, Teller] = {}


def moment(when: dt.datetime | None) -> str:
    """`2026-02-14 17:30` in the application's time zone; nothing for none."""
    return f"{clock.local(when):%Y-%m-%d %H:%M}" if when is not None else ""


def read_with(field: str, reader: Reader) -> None:
    """Declare how a text field (`"WorkOrderEvent.text"`) is shown on every page, when the system stores it in two languages.

    Several rooms may write lines into one field: each reader leaves alone what is not its own.
    """
    before = _readers.get(field)
    if before is None:
        _readers[field] = reader
    else:
        _readers[field] = lambda text, language: reader(before(text, language), language)


def tell_with(field: str, teller: Teller) -> None:
    """Declare how a JSON field (`"AuditFinding.evidence"`) is told to people, line by line."""
    _tellers[field] = teller


def lines_of(value: Any, field: str) -> Sequence[Line] | None:
    """The lines of a JSON field in the reader's language; None where nobody said how it is told."""
    teller = _tellers.get(field)
    return teller(value, current_language()) if teller is not None else None


def reader_of(field: str, language: str) -> Callable[[str], str] | None:
    """How texts of a field are read in a language; None where they stay as they are."""
    reader = _readers.get(field)
    return (lambda text: reader(text, language)) if reader is not None else None


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
