"""离职交接事项 Clearance task: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b81341101e9f617ab9da445ddcea19db998351b621e5b488236a38d86d76cd4e

from app.runtime.policy import Policy, everything, scope

from .model import OffboardingTask

mine = scope(
    "mine",
    "owner == user.id or department == user.employee.department",
    [
        "or",
        ["eq", ["field", "owner"], ["user", ["id"]]],
        ["eq", ["field", "department"], ["user", ["employee", "department"]]],
    ],
)
about = scope(
    "about",
    "owner == user.id or department == user.employee.department or employee == user.employee",
    [
        "or",
        ["eq", ["field", "owner"], ["user", ["id"]]],
        ["eq", ["field", "department"], ["user", ["employee", "department"]]],
        ["eq", ["field", "employee"], ["user", ["employee"]]],
    ],
)
handled = scope(
    "handled",
    "starts(department.path, user.employee.department.path)",
    [
        "call",
        "starts",
        ["path", ["department"], "path"],
        ["user", ["employee", "department", "path"]],
    ],
)
department = scope(
    "department",
    "starts(department.path, user.employee.department.path) or starts(employee.department.path, user.employee.department.path)",
    [
        "or",
        [
            "call",
            "starts",
            ["path", ["department"], "path"],
            ["user", ["employee", "department", "path"]],
        ],
        [
            "call",
            "starts",
            ["path", ["employee", "department"], "path"],
            ["user", ["employee", "department", "path"]],
        ],
    ],
)
offboarding_task_policy = Policy(OffboardingTask, scopes=[mine, about, handled, department])
offboarding_task_policy.allow(
    "read",
    employee=about,
    dept_mgr=department,
    eng_mgr=department,
    hr=everything,
    fin_mgr=handled,
    auditor=everything,
    gm=everything,
)
offboarding_task_policy.allow("create", hr=everything)
offboarding_task_policy.allow("update", hr=everything, employee=mine)
offboarding_task_policy.restrict_field("resignation", write=["hr"])
offboarding_task_policy.restrict_field("department", write=["hr"])
offboarding_task_policy.restrict_field("item", write=["hr"])
offboarding_task_policy.restrict_field("blocking", write=["hr"])
offboarding_task_policy.restrict_field("owner", write=["hr"])
offboarding_task_policy.restrict_field("due_on", write=["hr"])
