"""POST …/bulk: many rows of one resource, each through the one write path, in one transaction.

`asked` reads the body, `acts` makes a call of records of each row, `answer` tells what came of it.
"""

from __future__ import annotations

from app.rest.bulk.asked import METHODS
from app.rest.bulk.perform import perform

__all__ = ["METHODS", "perform"]
