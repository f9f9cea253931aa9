"""Work orders: taken in, classified, assigned, worked, told about (1.4, 1.3)."""

from . import candidates, dispatch, guards, intake, progress, recommended, silence, ticketing

__all__ = [
    "candidates",
    "dispatch",
    "guards",
    "intake",
    "progress",
    "recommended",
    "silence",
    "ticketing",
]
