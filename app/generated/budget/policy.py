"""年度预算 Annual budget: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 134031f9beb4392b2ea4326fd64744d330f07de65de8ea9570dafbc22625c919

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
own_drafts = scope(
    "own_drafts",
    "starts(department.path, user.employee.department.path) and state == 'draft'",
    [
        "and",
        [
            "call",
            "starts",
            ["path", ["department"], "path"],
            ["user", ["employee", "department", "path"]],
        ],
        ["eq", ["field", "state"], ["lit", "string", "draft"]],
    ],
)
drafts = scope("drafts", "state == 'draft'", ["eq", ["field", "state"], ["lit", "string", "draft"]])
budget_policy = Policy(Budget, scopes=[own_department, own_drafts, drafts])
budget_policy.allow(
    "read",
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=own_department,
    eng_mgr=own_department,
    gm=everything,
)
budget_policy.allow("create", accountant=everything, dept_mgr=own_drafts)
budget_policy.allow("update", accountant=drafts, dept_mgr=own_drafts)
budget_policy.allow(
    "export", accountant=everything, fin_mgr=everything, auditor=everything, gm=everything
)
