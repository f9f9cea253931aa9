"""Punches over REST: sent again, the same punch is answered with the first one (4.2)."""

from __future__ import annotations

from app.generated.punch.api import punch_api

punch_api.replays = ("device", "pin", "at")
