"""调整明细 Line of an adjustment: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 66ab18132d4302b209cb4a0e97c2ac20486470711e3d5cbe2377f84a4b1d1181

from app.runtime.policy import Policy, everything, scope

from .model import BudgetAdjustmentLine

own_department = scope(
    "own_department",
    "starts(adjustment.budget.department.path, user.employee.department.path)",
    [
        "call",
        "starts",
        ["path", ["adjustment", "budget", "department"], "path"],
        ["user", ["employee", "department", "path"]],
    ],
)
own_drafts = scope(
    "own_drafts",
    "starts(adjustment.budget.department.path, user.employee.department.path) and adjustment.state == 'draft'",
    [
        "and",
        [
            "call",
            "starts",
            ["path", ["adjustment", "budget", "department"], "path"],
            ["user", ["employee", "department", "path"]],
        ],
        ["eq", ["path", ["adjustment"], "state"], ["lit", "string", "draft"]],
    ],
)
drafts = scope(
    "drafts",
    "adjustment.state == 'draft'",
    ["eq", ["path", ["adjustment"], "state"], ["lit", "string", "draft"]],
)
budget_adjustment_line_policy = Policy(
    BudgetAdjustmentLine, scopes=[own_department, own_drafts, drafts]
)
budget_adjustment_line_policy.allow(
    "read",
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=own_department,
    gm=everything,
)
budget_adjustment_line_policy.allow("create", accountant=drafts, dept_mgr=own_drafts)
budget_adjustment_line_policy.allow("update", accountant=drafts, dept_mgr=own_drafts)
budget_adjustment_line_policy.allow("delete", accountant=drafts, dept_mgr=own_drafts)
