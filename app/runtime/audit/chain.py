"""The seal of one row: HMAC of the seal before it and of everything that the row says."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from ..privacy import keys
from ..system import AuditLog

COLUMNS = (
    AuditLog.id,
    AuditLog.at,
    AuditLog.actor_id,
    AuditLog.actor,
    AuditLog.by_system,
    AuditLog.channel,
    AuditLog.ip,
    AuditLog.request_id,
    AuditLog.action,
    AuditLog.entity,
    AuditLog.record_id,
    AuditLog.diff,
)

BEGINNING = ""
"""What the first row stands on."""


class Chain:
    """Seals rows one after the other, on from the place `seq` with the seal `last`."""

    def __init__(self, seq: int = 0, last: str = BEGINNING) -> None:
        self.seq = seq
        self.last = last
        self._key = keys.current().audit

    def add(self, row: Any) -> str:
        """The seal of the next row; `row` has COLUMNS first, as the database gives them."""
        self.seq += 1
        id, at, *others = row[: len(COLUMNS)]
        said = [self.seq, self.last, id, at.isoformat(), *others]
        # As text that is the same whichever database the row lies in.
        text = json.dumps(said, sort_keys=True, separators=(",", ":"))
        self.last = hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()
        return self.last
