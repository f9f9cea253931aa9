"""日考勤 Daily attendance."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c1be061c3fa9e07483681081c0c7ac3783df53aee755889a21ff84602638a01c

from .model import AttendanceDay, attendance_day_hooks
from .policy import attendance_day_policy

__all__ = ["AttendanceDay", "attendance_day_hooks", "attendance_day_policy"]
