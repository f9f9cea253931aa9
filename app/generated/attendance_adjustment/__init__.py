"""考勤调整 Attendance adjustment."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 08438ac0ea7758b3818bef0d637188ec00b1c2e3f4aceda2f6ac11871fee86fc

from .model import AttendanceAdjustment, attendance_adjustment_hooks
from .policy import attendance_adjustment_policy

__all__ = ["AttendanceAdjustment", "attendance_adjustment_hooks", "attendance_adjustment_policy"]
