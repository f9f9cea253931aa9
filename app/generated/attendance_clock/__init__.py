"""考勤机 Attendance clock."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 be1a04674b9bcd3c0c0c755ee772838db23e5bc98ec79cc7d261676cdc530131

from .model import (
    AttendanceClock,
    AttendanceClockState,
    AttendanceClockTransition,
    attendance_clock_hooks,
)
from .policy import attendance_clock_policy
from .workflow import attendance_clock_workflow

__all__ = [
    "AttendanceClock",
    "AttendanceClockState",
    "AttendanceClockTransition",
    "attendance_clock_hooks",
    "attendance_clock_policy",
    "attendance_clock_workflow",
]
