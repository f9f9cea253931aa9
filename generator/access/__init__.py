"""Who may newly do or see what, and who no longer: worked out from the rights of both plans, not from their texts."""

from generator.access.compare import AccessChange, compare
from generator.access.copies import tells_more

__all__ = ["AccessChange", "compare", "tells_more"]
