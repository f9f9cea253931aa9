"""入职事项 Onboarding task: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 fd3cb711ad46bf731dee26f6128228c4abd06c4d6bd8ac30319bcb48a064fbdd

from app.runtime.policy import Policy, everything, scope

from .model import OnboardingTask

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
onboarding_task_policy = Policy(OnboardingTask, scopes=[mine, about, department])
onboarding_task_policy.allow(
    "read", employee=about, hr=everything, dept_mgr=department, auditor=everything, gm=everything
)
onboarding_task_policy.allow("create", hr=everything)
onboarding_task_policy.allow("update", hr=everything, employee=mine)
onboarding_task_policy.restrict_field("employee", write=["hr"])
onboarding_task_policy.restrict_field("item", write=["hr"])
onboarding_task_policy.restrict_field("kind", write=["hr"])
onboarding_task_policy.restrict_field("department", write=["hr"])
onboarding_task_policy.restrict_field("owner", write=["hr"])
onboarding_task_policy.restrict_field("due_on", write=["hr"])
onboarding_task_policy.restrict_field("gate", write=["hr"])
onboarding_task_policy.restrict_field("papers", read=["hr", "employee"], write=["hr", "employee"])
