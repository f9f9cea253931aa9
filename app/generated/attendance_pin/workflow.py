"""考勤号 Device user id: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4142a8327ca57d485c6da9479352d27c181f0ec6cc4570e226b4df62b905c94c

from app.runtime.workflow import Workflow

from .model import AttendancePinState, AttendancePinTransition

attendance_pin_workflow = Workflow[AttendancePinState, AttendancePinTransition](
    initial="unknown", begins=["assigned"]
)
attendance_pin_workflow.state("unknown", zh="待认领", en="Nobody's yet", color="orange")
attendance_pin_workflow.state("assigned", zh="已对应", en="Assigned", color="green", rest=True)
attendance_pin_workflow.state("ignored", zh="忽略", en="Ignored", color="gray", rest=True)
attendance_pin_workflow.add(
    "assign",
    source=["unknown", "ignored"],
    target="assigned",
    by={"hr": None},
    asks=["employee"],
    needs=["employee"],
    zh="对应到员工",
    en="Assign",
)
attendance_pin_workflow.add(
    "ignore",
    source=["unknown"],
    target="ignored",
    by={"hr": None},
    note="required",
    zh="忽略",
    en="Ignore",
)
attendance_pin_workflow.add(
    "free",
    source=["assigned"],
    target="unknown",
    by={"hr": None, "system": None},
    note="optional",
    danger=True,
    zh="解除对应",
    en="Release",
)
