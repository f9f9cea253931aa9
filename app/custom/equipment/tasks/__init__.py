"""Inspections: issued to somebody, proven on site, answered item by item, late ones told of (2.2)."""

from . import doing, issue, items, notices, overdue, suggesting

__all__ = ["doing", "issue", "items", "notices", "overdue", "suggesting"]
