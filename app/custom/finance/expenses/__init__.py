"""Expenses (3.3): asked for, checked against the budget, approved, paid."""

from . import foreseen, notices, requests

__all__ = ["foreseen", "notices", "requests"]
