"""假期余额 Leave balance: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f01dcc3aa4c6a86bbaab701df4e5df293919646b30de9b450f2a51efc1632203

from app.runtime.policy import Policy, everything, scope

from .model import LeaveBalance

others = scope(
    "others", "employee != user.employee", ["ne", ["field", "employee"], ["user", ["employee"]]]
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
leave_balance_policy = Policy(LeaveBalance, scopes=[others, own, department])
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
leave_balance_policy.allow("create", hr=others)
leave_balance_policy.allow("update", hr=others)
leave_balance_policy.allow("import", hr=everything)
