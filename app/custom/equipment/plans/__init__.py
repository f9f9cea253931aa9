"""Maintenance plans: when what is due, on which devices, and the tasks made of it exactly once (2.2)."""

from . import devices, generation, guards, life, preview, stops

__all__ = ["devices", "generation", "guards", "life", "preview", "stops"]
