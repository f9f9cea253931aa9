"""Fees (3.1): items and prices, assignments, meters, bill runs, bills and what they still ask for."""

from . import assignments, catalog, metering, runs, scopes

__all__ = ["assignments", "catalog", "metering", "runs", "scopes"]
