"""Repair: from the report of a fault to its acceptance; the device and its downtime follow the order alone (2.3, 2.4)."""

from . import candidates, order_of_locks, reporting, rules, silence, steps, tickets

__all__ = ["candidates", "order_of_locks", "reporting", "rules", "silence", "steps", "tickets"]
