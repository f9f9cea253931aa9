"""The one read path: lists, single records, related rows, pickers and counts, all under the policy."""

from .lists import Page, counts, has_order, may_read, may_sort, rows
from .reading import Row
from .single import get, lookup, record, related

__all__ = [
    "Page",
    "Row",
    "counts",
    "get",
    "has_order",
    "lookup",
    "may_read",
    "may_sort",
    "record",
    "related",
    "rows",
]
