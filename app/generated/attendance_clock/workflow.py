"""考勤机 Attendance clock: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ef592ae339d2f762176059195c42bc5e865b3600c7d6b3d0246fd92ddb24eb18

from app.runtime.workflow import Workflow

from .model import AttendanceClockState, AttendanceClockTransition

attendance_clock_workflow = Workflow[AttendanceClockState, AttendanceClockTransition](
    initial="unknown"
)
attendance_clock_workflow.state("unknown", zh="未登记", en="Not registered", color="orange")
attendance_clock_workflow.state("active", zh="使用中", en="In use", color="green", rest=True)
attendance_clock_workflow.state("disabled", zh="停用", en="Disabled", color="gray", rest=True)
attendance_clock_workflow.add(
    "admit",
    source=["unknown", "disabled"],
    target="active",
    by={"hr": None},
    asks=["name", "project", "place", "networks"],
    zh="登记启用",
    en="Register",
)
attendance_clock_workflow.add(
    "disable",
    source=["unknown", "active"],
    target="disabled",
    by={"hr": None},
    note="required",
    danger=True,
    zh="停用",
    en="Disable",
)
