"""What device platforms report over REST (2.3)."""

from . import intake

__all__ = ["intake"]
