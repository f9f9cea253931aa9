"""How reliable devices are, and how often to maintain them (2.5, domain.md §4.7)."""

from . import keeping, suggesting

__all__ = ["keeping", "suggesting"]
