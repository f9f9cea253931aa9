"""考勤申请 Attendance request: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b078d8bf6095d3c86759b91c5c02684d303ec827ac7cc89f41f1d2a95fca6572

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import AttendanceRequestState, AttendanceRequestTransition

attendance_request_workflow = Workflow[AttendanceRequestState, AttendanceRequestTransition](
    initial="draft"
)
attendance_request_workflow.state("draft", zh="草稿", en="Draft", color="gray")
attendance_request_workflow.state("submitted", zh="待主管审批", en="For the manager", color="blue")
attendance_request_workflow.state("manager_ok", zh="待人事审批", en="For HR", color="yellow")
attendance_request_workflow.state("approved", zh="已批准", en="Approved", color="green")
attendance_request_workflow.state("rejected", zh="已拒绝", en="Rejected", color="red", final=True)
attendance_request_workflow.state(
    "cancelled", zh="已撤销", en="Cancelled", color="gray", final=True
)
attendance_request_workflow.add(
    "submit", source=["draft"], target="submitted", by={"employee": "own"}, zh="提交", en="Submit"
)
attendance_request_workflow.add(
    "manager_ok",
    source=["submitted"],
    target="manager_ok",
    by={"dept_mgr": "department", "eng_mgr": "department", "gm": None},
    exclude=["creator"],
    zh="同意",
    en="Agree",
)
attendance_request_workflow.add(
    "reject",
    source=["submitted"],
    target="rejected",
    by={"dept_mgr": "department", "eng_mgr": "department", "gm": None},
    note="required",
    exclude=["creator"],
    zh="拒绝",
    en="Reject",
)
attendance_request_workflow.add(
    "reject",
    source=["manager_ok"],
    target="rejected",
    by={"hr": None},
    note="required",
    exclude=["creator"],
    zh="拒绝",
    en="Reject",
)
attendance_request_workflow.add(
    "approve",
    source=["manager_ok"],
    target="approved",
    by={"hr": None, "system": None},
    exclude=["creator"],
    zh="批准",
    en="Approve",
)
attendance_request_workflow.add(
    "cancel",
    source=["draft", "submitted", "manager_ok"],
    target="cancelled",
    by={"employee": "own"},
    zh="撤销",
    en="Cancel",
)
attendance_request_workflow.add(
    "come_back",
    source=["approved"],
    target="approved",
    by={"employee": "own", "hr": None},
    asks=["back_at"],
    needs=["back_at"],
    when=expression(
        "kind in ['leave', 'trip']",
        ["in", ["field", "kind"], ["list", ["lit", "string", "leave"], ["lit", "string", "trip"]]],
    ),
    message=message(zh="只有请假和出差外勤可以销假", en="Only leave and trips are ended early"),
    zh="提前销假",
    en="Back early",
)
attendance_request_workflow.add(
    "take_back",
    source=["approved"],
    target="cancelled",
    by={"employee": "own", "hr": None},
    note="required",
    when=expression(
        "kind in ['leave', 'trip']",
        ["in", ["field", "kind"], ["list", ["lit", "string", "leave"], ["lit", "string", "trip"]]],
    ),
    message=message(zh="只有请假和出差外勤可以销假", en="Only leave and trips are ended early"),
    zh="撤回假期",
    en="Take back",
)
