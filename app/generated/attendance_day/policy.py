"""日考勤 Daily attendance: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b13614f7ed154fccd6849ca6693f520ca4ab05b89c2131469cccc5123bf83c00

from app.runtime.policy import Policy, everything, scope

from .model import AttendanceDay

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
attendance_day_policy = Policy(AttendanceDay, scopes=[own, department])
attendance_day_policy.allow(
    "read",
    technician=own,
    eng_mgr=department,
    fin_mgr=everything,
    auditor=everything,
    hr=everything,
    dept_mgr=department,
    employee=own,
    gm=everything,
)
attendance_day_policy.allow("export", hr=everything, fin_mgr=everything)
