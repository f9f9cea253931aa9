"""Who may newly do or see what, and who no longer: worked out from the rights of both plans, not from their texts."""

from generator.access.compare import AccessChange, compare

__all__ = ["AccessChange", "compare"]
