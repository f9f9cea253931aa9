"""Refunds (3.1): asked for by one, worked out, approved by another, paid by a third; never above what is left of the payment."""

from . import notices, sending, steps
from .sending import done

__all__ = ["done", "notices", "sending", "steps"]
