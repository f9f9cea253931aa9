"""考勤申请 Attendance request."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 109e7d53d4e666189901929df73b4085441935d67d601a942f69f17052b6043d

from .model import (
    AttendanceRequest,
    AttendanceRequestState,
    AttendanceRequestTransition,
    attendance_request_hooks,
)
from .policy import attendance_request_policy
from .workflow import attendance_request_workflow

__all__ = [
    "AttendanceRequest",
    "AttendanceRequestState",
    "AttendanceRequestTransition",
    "attendance_request_hooks",
    "attendance_request_policy",
    "attendance_request_workflow",
]
