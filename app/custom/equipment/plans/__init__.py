"""Maintenance plans: when what is due, on which devices, and the tasks made of it exactly once (2.2)."""

from . import care, devices, generation, guards, life, preview, stops

__all__ = ["care", "devices", "generation", "guards", "life", "preview", "stops"]
