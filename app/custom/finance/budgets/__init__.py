"""Budgets (3.3): drafted from history, approved, adjusted, held by expenses, compared with what was posted."""

from . import actuals, adjustments, checking, drafting, editions

__all__ = ["actuals", "adjustments", "checking", "drafting", "editions"]
