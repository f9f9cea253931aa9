"""Alembic's copies of tables on SQLite."""

from __future__ import annotations

from typing import Any

from alembic.operations.batch import ApplyBatchImpl


def spare_generated_columns() -> None:
    """Let Alembic's copy of a table on SQLite leave out what the database computes; of itself it would insert it."""
    known: Any = ApplyBatchImpl.__init__
    if getattr(known, "spares", False):
        return

    def made(self: ApplyBatchImpl, *arguments: Any, **keywords: Any) -> None:
        known(self, *arguments, **keywords)
        for column in self.table.c:
            if column.computed is not None:
                self.column_transfers[column.name] = {}

    made.spares = True  # type: ignore[attr-defined]
    ApplyBatchImpl.__init__ = made  # type: ignore[method-assign]
