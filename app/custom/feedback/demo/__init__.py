"""The feedback of the demo company and what came of it (domain.md §7)."""

from .build import build

__all__ = ["build"]
