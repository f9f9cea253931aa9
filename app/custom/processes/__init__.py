"""How processes go, and what to improve (四, domain.md §4.19): evaluated from the transition log, red items become measures."""

from . import evaluating, hooks, notices, targets

__all__ = ["evaluating", "hooks", "notices", "targets"]
