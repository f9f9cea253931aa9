"""排班 Roster: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 06967f4c90d5a0adb4b0810d0e263bec4f2b1daf2740cb7191ae865152f1f4ab

from app.runtime.policy import Policy, everything, scope

from .model import Roster

own = scope(
    "own", "employee == user.employee", ["eq", ["field", "employee"], ["user", ["employee"]]]
)
projects = scope(
    "projects",
    "employee.project in user.projects",
    ["in", ["path", ["employee"], "project"], ["user", ["projects"]]],
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
roster_policy = Policy(Roster, scopes=[own, projects, department])
roster_policy.allow(
    "read",
    dispatcher=projects,
    technician=own,
    eng_mgr=department,
    fin_mgr=everything,
    auditor=everything,
    hr=everything,
    dept_mgr=department,
    employee=own,
    gm=everything,
)
roster_policy.allow("create", hr=everything, eng_mgr=department, dept_mgr=department)
roster_policy.allow("update", hr=everything, eng_mgr=department, dept_mgr=department)
roster_policy.allow("delete", hr=everything)
roster_policy.allow("import", hr=everything)
