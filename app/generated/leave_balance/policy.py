"""假期余额 Leave balance: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 57767d52f12a2229aa4a7968726cef88d15c5b116e43f421c10bdfc1124b9e25

from app.runtime.policy import Policy, everything, scope

from .model import LeaveBalance

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
leave_balance_policy = Policy(LeaveBalance, scopes=[own, department])
leave_balance_policy.allow(
    "read",
    technician=own,
    eng_mgr=department,
    auditor=everything,
    hr=everything,
    dept_mgr=department,
    employee=own,
    gm=everything,
)
leave_balance_policy.allow("create", hr=everything)
leave_balance_policy.allow("update", hr=everything)
leave_balance_policy.allow("import", hr=everything)
