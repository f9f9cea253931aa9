"""Refunds (3.1): asked for by one, worked out, approved by another, paid by a third; never above what is left of the payment, an unknown receipt as a whole."""

from . import notices, sending, steps, unknown
from .sending import done

__all__ = ["done", "notices", "sending", "steps", "unknown"]
