"""月考勤报表 Monthly attendance: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2d784747a89bea1c44a918ed94e24e286cd79dfb0d36e88c2d23e6d02a725848

from app.runtime.policy import Policy, everything, scope

from .model import AttendanceMonth

others = scope(
    "others", "employee != user.employee", ["ne", ["field", "employee"], ["user", ["employee"]]]
)
below = scope(
    "below",
    "employee != user.employee and starts(employee.department.path, user.employee.department.path)",
    [
        "and",
        ["ne", ["field", "employee"], ["user", ["employee"]]],
        [
            "call",
            "starts",
            ["path", ["employee", "department"], "path"],
            ["user", ["employee", "department", "path"]],
        ],
    ],
)
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
attendance_month_policy = Policy(AttendanceMonth, scopes=[others, below, own, department])
attendance_month_policy.allow(
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
attendance_month_policy.allow("export", hr=everything, fin_mgr=everything)
attendance_month_policy.allow("reveal", hr=everything, fin_mgr=everything, employee=own)
attendance_month_policy.restrict_field("ot_pay", read=["hr", "fin_mgr", "employee"])
attendance_month_policy.restrict_field("deduction", read=["hr", "fin_mgr", "employee"])
