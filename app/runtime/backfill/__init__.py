"""Formulas, lookups and stored aggregates of rows that are there already, worked out when a migration asks for it.

One UPDATE for each column where the rule can be said in SQL, else in chunks by the rule itself: the same values
that the next write of each record would give, before anybody sees the record.
"""

from .fill import Filled, fill
from .fitting import DoesNotFit
from .order import dependents

__all__ = ["DoesNotFit", "Filled", "dependents", "fill"]
