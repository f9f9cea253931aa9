"""What a migration collects while two plans are compared: steps in phases, problems, words for its title."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from generator.emit.names import snake
from generator.emit.tables import Tables
from generator.matching import Pair
from generator.migration import lookalike
from generator.migration.steps import Operation, Step, helper
from generator.plan import Entity, Field, Plan
from generator.problem import Problem

PHASES = (
    "unindex",
    "unlink",
    "rename",
    "create",
    "add",
    "convert",
    "fill",
    "judge",
    "tighten",
    "trash",
    "link",
    "index",
    "recompute",
)
"""The order of the upgrade; the downgrade runs it backwards. What may refuse stands before what would fail then."""


class Changes:
    """The road from one plan to the next."""

    def __init__(self, before: Plan, after: Plan, revision: str) -> None:
        self.before = before
        self.after = after
        self.revision = revision
        self.old = Tables(before)
        self.new = Tables(after)
        self.problems: list[Problem] = []
        self.words: list[str] = []
        """`add WorkOrder.urgency`: title and file name are made of these."""
        self.table_names: dict[str, str] = {}
        """Old table name → new one, of every entity that stays."""
        self.touched: set[tuple[str, str]] = set()
        """(entity, field) of kept fields whose values the migration changes."""
        self._phases: dict[str, list[Step]] = {name: [] for name in PHASES}

    def steps(self) -> list[Step]:
        return [step for name in PHASES for step in self._phases[name]]

    def add(
        self, phase: str, forth: Iterable[Operation] = (), back: Iterable[Operation] = ()
    ) -> None:
        """Statements of the upgrade, and those that undo them in the downgrade."""
        step = Step(list(forth), list(back))
        if step.forth or step.back:
            self._phases[phase].append(step)

    def rename(
        self, function: str, place: tuple[str, ...], old: str, new: str, phase: str = "rename"
    ) -> None:
        """A helper that takes the old name and the new one; back with the two exchanged."""
        self.add(phase, [helper(function, *place, old, new)], [helper(function, *place, new, old)])

    def title(self) -> tuple[str, str]:
        """A sentence, and a piece of a file name."""
        words = list(dict.fromkeys(self.words)) or ["data"]
        shown = ", ".join(words[:4]) + (f" and {len(words) - 4} more" if len(words) > 4 else "")
        slug = snake("_".join(word.split(" ")[-1].replace(".", "_") for word in words[:2]))
        return shown[:1].upper() + shown[1:], slug[:40].strip("_")

    def suspect(
        self, found: list[Pair[Any]], alike: Callable[[Any, Any], bool], place: str, what: str
    ) -> None:
        """A drop and an add that look like one thing stop the migration."""
        for old, new in lookalike.suspects(found, alike):
            self.problems.append(
                Problem(
                    "schema.yaml",
                    1,
                    1,
                    "M001",
                    f"{what} '{old.name}' goes and '{new.name}' comes",
                    f"{place}.{new.name}",
                    f"if it is a rename, write `was: {old.name}` into '{new.name}'",
                )
            )

    def refuse(self, code: str, text: str, entity: Entity, field: Field, hint: str) -> None:
        path = f"entities.{entity.name}.fields.{field.name}"
        self.problems.append(Problem("schema.yaml", 1, 1, code, text, path, hint))
