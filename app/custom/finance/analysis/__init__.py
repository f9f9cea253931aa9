"""Analysis and decisions (3.5): collection, ageing, ratios, projects, cash ahead, what a price would do."""

from . import kept

__all__ = ["kept"]
