"""The one read path: lists, single records, related rows, pickers and counts, all under the policy."""

from .counting import counts, tallies
from .lists import MOST_ROWS, Page, may_read, rows
from .order import has_order, may_sort
from .people import makers, named
from .reading import Row
from .single import get, lookup, record, related
from .summary import groups, may_group, summed, sums, titles_of
from .telling import tell_apart, telling, told

__all__ = [
    "MOST_ROWS",
    "Page",
    "Row",
    "counts",
    "get",
    "groups",
    "has_order",
    "lookup",
    "makers",
    "may_group",
    "may_read",
    "may_sort",
    "named",
    "record",
    "related",
    "rows",
    "summed",
    "sums",
    "tallies",
    "tell_apart",
    "telling",
    "titles_of",
    "told",
]
