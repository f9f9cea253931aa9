"""Fees (3.1): items and prices, assignments, meters, bill runs, bills and what they still ask for."""

from . import (
    arrears,
    assignments,
    catalog,
    dunning,
    metering,
    notices,
    reductions,
    runs,
    scopes,
    work_orders,
)

__all__ = [
    "arrears",
    "assignments",
    "catalog",
    "dunning",
    "metering",
    "notices",
    "reductions",
    "runs",
    "scopes",
    "work_orders",
]
