"""考勤调整 Attendance adjustment: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e12e027203cf4cbb5c92a251382f8362cfd5397cab711b614066e436c68ecbe9

from app.runtime.policy import Policy, everything, scope

from .model import AttendanceAdjustment

own = scope(
    "own", "employee == user.employee", ["eq", ["field", "employee"], ["user", ["employee"]]]
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
attendance_adjustment_policy = Policy(AttendanceAdjustment, scopes=[own, department])
attendance_adjustment_policy.allow(
    "read",
    eng_mgr=department,
    fin_mgr=everything,
    auditor=everything,
    hr=everything,
    dept_mgr=department,
    employee=own,
    gm=everything,
)
