"""Spare parts: a ledger of movements, the moving average, what repairs use (2.4)."""

from . import moves, used

__all__ = ["moves", "used"]
