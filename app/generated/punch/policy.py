"""打卡记录 Punch: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 46c7b624b6642c801f06f73be9fa8c573596812cd2dbcdf31bc3292573159447

from app.runtime.policy import Policy, everything, scope

from .model import Punch

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
punch_policy = Policy(Punch, scopes=[own, department])
punch_policy.allow(
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
punch_policy.allow("create", hr=everything, integrator=everything)
punch_policy.allow("export", hr=everything)
punch_policy.allow("import", hr=everything)
punch_policy.allow("reveal", hr=everything)
punch_policy.restrict_field("location", read=["hr", "employee"])
punch_policy.restrict_field("photo", read=["hr", "employee"])
punch_policy.restrict_field("raw", read=["hr", "auditor"])
