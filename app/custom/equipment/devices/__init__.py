"""The registry of devices: what each must say, run hours, what runs out, the label on it (2.1)."""

from . import following, lawful, readings, registry, reminders

__all__ = ["following", "lawful", "readings", "registry", "reminders"]
