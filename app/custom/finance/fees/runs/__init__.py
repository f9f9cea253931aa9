"""Bill runs (3.1): preview and posting are one reckoning; what lacks a price, a reading or a payer is an exception."""

from . import job, steps

__all__ = ["job", "steps"]
