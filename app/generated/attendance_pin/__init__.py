"""考勤号 Device user id."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 73c25869efa7b3a08941de5fc878ef9bae368022cfa344be28900a10fed05305

from .model import AttendancePin, AttendancePinState, AttendancePinTransition, attendance_pin_hooks
from .policy import attendance_pin_policy
from .workflow import attendance_pin_workflow

__all__ = [
    "AttendancePin",
    "AttendancePinState",
    "AttendancePinTransition",
    "attendance_pin_hooks",
    "attendance_pin_policy",
    "attendance_pin_workflow",
]
