"""Bank statements (3.1): lines matched by themselves and by hand, aged while they are open, and the table between bank and books."""

from . import ageing, by_hand, working

__all__ = ["ageing", "by_hand", "working"]
