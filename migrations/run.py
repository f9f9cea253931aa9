"""What one run of the migrations knows beforehand, and what it leaves behind for the application."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


class MigrationRefused(Exception):
    """The rows do not allow the step. The text says which rows and what to do; nothing was changed."""


@dataclass
class Run:
    """Given to `upgrade`; migrations/operations finds it in Alembic's settings."""

    confirmed: frozenset[str] | None = None
    """`table` and `table.column` that may go to the trash with what they hold; None: nobody is asked."""
    is_rehearsal: bool = False
    """Refusals are collected instead of raised: everything is undone anyway."""
    recompute: list[tuple[str, str]] = field(default_factory=list)
    """(table, column) of computed values to work out at the end, by their names at that time."""
    refusals: list[str] = field(default_factory=list)
    dropped: dict[str, int] = field(default_factory=dict)
    """What goes to the trash and is not empty: name → values (of a table: rows)."""
    filled: list[tuple[str, int, int, Sequence[tuple[int, str]]]] = field(default_factory=list)
    """(table.column, rows with a value, rows without, the first (id, value)); rehearsals only."""

    def is_confirmed(self, name: str) -> bool:
        """`sale.store_id` also as `sale.store`, the name that the schema uses."""
        names = {name, name.removesuffix("_id")}
        return self.confirmed is None or bool(names & self.confirmed)

    def renamed(self, old: str, new: str) -> None:
        """A table that a later migration renames takes its pending values along."""
        self.recompute = [
            (new if table == old else table, column) for table, column in self.recompute
        ]

    def renamed_column(self, table: str, old: str, new: str) -> None:
        self.recompute = [
            (place, new if (place, column) == (table, old) else column)
            for place, column in self.recompute
        ]
