"""年度预算 Annual budget: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 df32b4c3e38ad6f78798d2e774bfae4b01612b9d0c68947a4ce39716450b744c

from app.runtime.policy import Policy, everything, scope

from .model import Budget

own_department = scope(
    "own_department",
    "starts(department.path, user.employee.department.path)",
    [
        "call",
        "starts",
        ["path", ["department"], "path"],
        ["user", ["employee", "department", "path"]],
    ],
)
drafts = scope("drafts", "state == 'draft'", ["eq", ["field", "state"], ["lit", "string", "draft"]])
budget_policy = Policy(Budget, scopes=[own_department, drafts])
budget_policy.allow(
    "read",
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=own_department,
    eng_mgr=own_department,
    gm=everything,
)
budget_policy.allow("create", accountant=everything, dept_mgr=own_department)
budget_policy.allow("update", accountant=drafts, dept_mgr=own_department)
budget_policy.allow(
    "export", accountant=everything, fin_mgr=everything, auditor=everything, gm=everything
)
