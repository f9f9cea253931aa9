"""Alarms over REST: a platform that got no answer sends again, and is told what became of the first one (2.3)."""

from __future__ import annotations

from app.generated.equipment_alarm.api import equipment_alarm_api

equipment_alarm_api.replays = ("external_id",)
