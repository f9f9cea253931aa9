"""The registry of devices: what each must say, run hours, what runs out, the label on it (2.1)."""

from . import following, readings, registry, reminders

__all__ = ["following", "readings", "registry", "reminders"]
