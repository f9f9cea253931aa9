"""Service statistics: what is kept every month, how demand changes, what to do about it (1.5)."""

from . import monthly

__all__ = ["monthly"]
