"""Saved views of lists. A view is a question, never an answer: whoever opens it sees what he may see himself."""

from .views import (
    SHARED,
    Listed,
    Wanted,
    change,
    create,
    delete,
    find,
    keep_columns,
    listed,
    may_change,
    of_all_lists,
    set_usual,
)

__all__ = [
    "SHARED",
    "Listed",
    "Wanted",
    "change",
    "create",
    "delete",
    "find",
    "keep_columns",
    "listed",
    "may_change",
    "of_all_lists",
    "set_usual",
]
