"""预算调整单 Budget adjustment: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1669e57705ca9d091517767b02f3eaa8da22fdf905505fb47f933a239f1e92e6

from app.runtime.policy import Policy, everything, scope

from .model import BudgetAdjustment

own_department = scope(
    "own_department",
    "starts(budget.department.path, user.employee.department.path)",
    [
        "call",
        "starts",
        ["path", ["budget", "department"], "path"],
        ["user", ["employee", "department", "path"]],
    ],
)
own_drafts = scope(
    "own_drafts",
    "starts(budget.department.path, user.employee.department.path) and state == 'draft'",
    [
        "and",
        [
            "call",
            "starts",
            ["path", ["budget", "department"], "path"],
            ["user", ["employee", "department", "path"]],
        ],
        ["eq", ["field", "state"], ["lit", "string", "draft"]],
    ],
)
drafts = scope("drafts", "state == 'draft'", ["eq", ["field", "state"], ["lit", "string", "draft"]])
budget_adjustment_policy = Policy(BudgetAdjustment, scopes=[own_department, own_drafts, drafts])
budget_adjustment_policy.allow(
    "read",
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=own_department,
    gm=everything,
)
budget_adjustment_policy.allow("create", accountant=everything, dept_mgr=own_drafts)
budget_adjustment_policy.allow("update", accountant=drafts, dept_mgr=own_drafts)
