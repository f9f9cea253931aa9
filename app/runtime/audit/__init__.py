"""The audit log: every write leaves a row in its own transaction; when the row cannot be written, the act fails.

Rows are inserted unchained; `seal` chains them in the order of their commits with a key that the database
does not hold, `verify` finds the first break. Personal values are encrypted under a key per record (`subject`).
"""

from .log import MASK, SAID, diff, held_back, log, release, said, watch

__all__ = ["MASK", "SAID", "diff", "held_back", "log", "release", "said", "watch"]
