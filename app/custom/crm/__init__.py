"""Customers and service: registration, intake, assignment, progress, surveys, statistics (1.1, 1.3, 1.4, 1.5).

A room for each: customers, contact, orders, surveys, announcements; the pages of the portal; the demo. What all of them need stands here.
"""

from . import (
    announcements,
    contact,
    customers,
    grants,
    notices,
    orders,
    places,
    plans,
    scopes,
    statistics,
    surveys,
    working_calendar,
)

__all__ = [
    "announcements",
    "contact",
    "customers",
    "grants",
    "notices",
    "orders",
    "places",
    "plans",
    "scopes",
    "statistics",
    "surveys",
    "working_calendar",
]
