"""What changed since a reader last asked: the sealed audit log, as far as that reader may see it.

The sealer numbers rows in the order in which they were committed, without a gap, and a number is seen only together
with every smaller one. So a reader who goes on from where he was misses nothing, whichever transaction ended late.
"""

from .cursor import BEGINNING, BadCursor, Cursor, head
from .entries import ACTIONS, CREATED, DELETED, UPDATED
from .page import LARGEST, Change, Page, read

__all__ = [
    "ACTIONS",
    "BEGINNING",
    "CREATED",
    "DELETED",
    "LARGEST",
    "UPDATED",
    "BadCursor",
    "Change",
    "Cursor",
    "Page",
    "head",
    "read",
]
