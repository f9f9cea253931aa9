"""调整明细 Line of an adjustment: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 bd4edb43478f231d8d2ce5442ababe171cdf8eee672845311da932431e45ea51

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
drafts = scope(
    "drafts",
    "adjustment.state == 'draft'",
    ["eq", ["path", ["adjustment"], "state"], ["lit", "string", "draft"]],
)
budget_adjustment_line_policy = Policy(BudgetAdjustmentLine, scopes=[own_department, drafts])
budget_adjustment_line_policy.allow(
    "read",
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=own_department,
    gm=everything,
)
budget_adjustment_line_policy.allow("create", accountant=drafts, dept_mgr=own_department)
budget_adjustment_line_policy.allow("update", accountant=drafts, dept_mgr=own_department)
budget_adjustment_line_policy.allow("delete", accountant=drafts, dept_mgr=own_department)
