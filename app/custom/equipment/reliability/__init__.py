"""How reliable devices are, and how often to maintain them (2.5, domain.md §4.7)."""

from . import applying, effects, keeping, suggesting

__all__ = ["applying", "effects", "keeping", "suggesting"]
