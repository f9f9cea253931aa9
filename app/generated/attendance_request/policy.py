"""考勤申请 Attendance request: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f9451563740dba4f6f463bf8de1958186007a75c7c0b93819229228d709d2ddc

from app.runtime.policy import Policy, everything, scope

from .model import AttendanceRequest

own = scope(
    "own", "employee == user.employee", ["eq", ["field", "employee"], ["user", ["employee"]]]
)
own_drafts = scope(
    "own_drafts",
    "employee == user.employee and state == 'draft'",
    [
        "and",
        ["eq", ["field", "employee"], ["user", ["employee"]]],
        ["eq", ["field", "state"], ["lit", "string", "draft"]],
    ],
)
department = scope(
    "department",
    "starts(employee.department.path, user.employee.department.path)",
    [
        "call",
        "starts",
        ["path", ["employee", "department"], "path"],
        ["user", ["employee", "department", "path"]],
    ],
)
attendance_request_policy = Policy(AttendanceRequest, scopes=[own, own_drafts, department])
attendance_request_policy.allow(
    "read",
    technician=own,
    eng_mgr=department,
    auditor=everything,
    hr=everything,
    dept_mgr=department,
    employee=own,
    gm=everything,
)
attendance_request_policy.allow("create", employee=own_drafts)
attendance_request_policy.allow("update", employee=own_drafts)
attendance_request_policy.allow("reveal", hr=everything, employee=own)
attendance_request_policy.restrict_field("illness", read=["hr", "employee"], write=["employee"])
attendance_request_policy.restrict_field("proof", read=["hr", "employee"], write=["employee"])
attendance_request_policy.restrict_field(
    "reason", read=["eng_mgr", "hr", "dept_mgr", "employee", "gm"]
)
