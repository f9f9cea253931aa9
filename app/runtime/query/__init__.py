"""The one read path: lists, single records, related rows, pickers and counts, all under the policy."""

from .lists import Page, counts, may_read, may_sort, rows
from .reading import Row
from .single import get, lookup, record, related

__all__ = [
    "Page",
    "Row",
    "counts",
    "get",
    "lookup",
    "may_read",
    "may_sort",
    "record",
    "related",
    "rows",
]
