"""Aliases of tables that statements of all threads share: each made once, and whole before anybody sees it."""

from __future__ import annotations

import threading
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import aliased


class Aliases:
    """key → alias. Making one anew is two thirds of the cost of a page with many refs."""

    def __init__(self) -> None:
        self._known: dict[Any, Any] = {}
        self._making = threading.Lock()

    def of(self, key: Any, entity: Any) -> Any:
        """The alias of `entity` under this key."""
        known = self._known.get(key)
        if known is None:
            with self._making:
                known = self._known.get(key)
                if known is None:
                    known = self._known[key] = _whole(aliased(entity))
        return known


def _whole(table: Any) -> Any:
    """Ask for every column once.

    An alias finds its columns and keeps its attributes when it is first asked. Of two threads that ask at one
    moment one may be given the column of the table itself, for good: every later statement is refused then.
    """
    for attribute in inspect(table).mapper.column_attrs:
        getattr(table, attribute.key).__clause_element__()
    return table
