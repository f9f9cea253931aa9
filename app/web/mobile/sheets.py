"""Hand-written sheets of tasks: what a step is answered with besides its own fields, a checklist for one.

    @sheet(InspectionTask)
    class Checklist(Sheet):
        step = "finish"

The sheet stands inside the form of its step, goes into the outbox with it, and is kept before the step is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeVar

from flask_babel import gettext as _
from markupsafe import Markup

from app.runtime.context import Context
from app.runtime.entity import Entity
from app.runtime.errors import AppError


class Sheet:
    """Made for each request. `sent` is what the page sent back, or None."""

    step: ClassVar[str]
    """The step that it goes with. While that cannot be taken, the sheet shows its `result`."""
    seldom: ClassVar[frozenset[str]] = frozenset()
    """Fields of the step that are folded away, as long as nothing is wrong with them."""

    def __init__(self, ctx: Context, record: Mapping[str, Any], sent: Any = None) -> None:
        self.ctx = ctx
        self.record = record
        self.sent = sent

    def about(self) -> Markup:
        """What whoever is on his way wants to know first."""
        return Markup("")

    def label(self) -> str:
        """What waits in the outbox where the sheet alone is kept."""
        return str(_("Answers"))

    def presets(self) -> dict[str, Any]:
        """field → what stands in the form of the step where nothing does yet."""
        return {}

    def controls(self) -> Markup:
        """What stands in the form of the step."""
        return Markup("")

    def result(self) -> Markup:
        """What was answered, to read."""
        return Markup("")

    def is_readable(self) -> bool:
        """Whether all that was sent can be understood; what cannot is marked."""
        return True

    def keep(self) -> None:
        """Store what was sent, inside the open write. Raises AppError."""

    def is_complete(self) -> bool:
        """Whether the step can be taken with what is kept; what is missing is marked."""
        return True

    def take_errors(self, error: AppError) -> None:
        """Mark what keeping refused."""

    def problems(self) -> list[tuple[str, str]]:
        """(id of the control or "", text) of everything that is marked."""
        return []


SheetT = TypeVar("SheetT", bound=type[Sheet])
_sheets: dict[str, type[Sheet]] = {}


def sheet(entity: type[Entity]) -> Callable[[SheetT], SheetT]:
    """Declare the sheet of an entity's tasks."""

    def declare(made: SheetT) -> SheetT:
        _sheets[entity.key()] = made
        return made

    return declare


def sheet_of(key: str) -> type[Sheet] | None:
    """The declared sheet of an entity, by its key."""
    return _sheets.get(key)
