"""月考勤报表 Monthly attendance: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2e1535bbdb8f71766b6ddec0c165bf8298571e43b7807353a7acba8e74ce45d2

from app.runtime.workflow import Workflow

from .model import AttendanceMonthState, AttendanceMonthTransition

attendance_month_workflow = Workflow[AttendanceMonthState, AttendanceMonthTransition](
    initial="generated"
)
attendance_month_workflow.state("generated", zh="待员工确认", en="For the employee", color="blue")
attendance_month_workflow.state(
    "employee_confirmed", zh="待部门审核", en="For the department", color="yellow"
)
attendance_month_workflow.state("dept_reviewed", zh="待锁定", en="To be locked", color="teal")
attendance_month_workflow.state("locked", zh="已锁定", en="Locked", color="green", final=True)
attendance_month_workflow.add(
    "confirm",
    source=["generated"],
    target="employee_confirmed",
    by={"employee": "own", "technician": "own", "system": None},
    zh="确认无误",
    en="Confirm",
)
attendance_month_workflow.add(
    "review",
    source=["employee_confirmed"],
    target="dept_reviewed",
    by={"dept_mgr": "below", "eng_mgr": "below", "gm": "others"},
    exclude=["actor_of(confirm)"],
    zh="部门审核",
    en="Review",
)
attendance_month_workflow.add(
    "send_back",
    source=["employee_confirmed"],
    target="generated",
    by={"dept_mgr": "below", "eng_mgr": "below", "gm": "others"},
    note="required",
    zh="退回",
    en="Return",
)
attendance_month_workflow.add(
    "redo",
    source=["employee_confirmed", "dept_reviewed"],
    target="generated",
    by={"system": None},
    zh="数据变化退回",
    en="Back after a change",
)
attendance_month_workflow.add(
    "lock",
    source=["dept_reviewed"],
    target="locked",
    by={"hr": None},
    danger=True,
    zh="锁定",
    en="Lock",
)
