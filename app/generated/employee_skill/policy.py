"""员工技能 Employee skill: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 470e91bd5b5513d951faca1bbbeff26bf97b2c5f7c7ff12b56be059630e54129

from app.runtime.policy import Policy, everything, scope

from .model import EmployeeSkill

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
employee_skill_policy = Policy(EmployeeSkill, scopes=[own, projects, department])
employee_skill_policy.allow(
    "read",
    dispatcher=projects,
    eng_mgr=department,
    auditor=everything,
    hr=everything,
    dept_mgr=department,
    employee=own,
    gm=everything,
)
employee_skill_policy.allow("create", hr=everything)
employee_skill_policy.allow("update", hr=everything)
employee_skill_policy.allow("delete", hr=everything)
employee_skill_policy.restrict_field(
    "certificate_no", read=["eng_mgr", "hr", "dept_mgr", "employee"]
)
