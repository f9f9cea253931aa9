"""The document under way: plain mappings, and where in the source each part of them comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from generator.importers.conditions import Untranslatable, render
from generator.importers.emit.names import Names
from generator.importers.emit.scope import EntityScope
from generator.importers.model import Condition, Entity, Model
from generator.importers.places import Place
from generator.importers.report import Report

BY_HAND = "write it by hand, or as a hook in app/custom"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a part of the document was in the source. An empty `kind`: nothing of its own."""

    kind: str
    place: Place
    name: str
    what: str


@dataclass(slots=True)
class Writing:
    """Everything that emitters share."""

    model: Model
    names: Names
    report: Report
    origins: dict[str, Origin] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    """Path → what stands behind its line."""

    def carry(self, path: str, kind: str, place: Place, name: str, what: str) -> None:
        """A part of the document that was something in the source."""
        self.report.carried(kind)
        self.origins[path] = Origin(kind, place, name, what)

    def condition(
        self,
        entity: Entity,
        path: str,
        kind: str,
        condition: Condition,
        place: Place,
        name: str,
        *,
        loose: bool = False,
    ) -> str | None:
        """The text of a condition ("true" and "false" too); None: it is told as lost."""  # fmt: skip
        why = condition.why or "it is not understood"
        if condition.tree is not None:
            try:
                scope = EntityScope(self.model, self.names, entity)
                text = render(condition.tree, scope, loose=loose)
            except Untranslatable as error:
                why = str(error)
            else:
                self.carry(path, kind, place, name, condition.source)
                if condition.note:
                    self.report.changed(kind, place, name, condition.source, condition.note)
                return text
        self.report.lost(kind, place, name, condition.source, why, BY_HAND)
        return None

    def renamed(self, path: str, was: str, now: str) -> None:
        """A comment behind the line, when the name is not the source's."""
        if was.casefold() != now.casefold():
            self.comments[path] = was


Mapping = dict[str, Any]
