"""预算调整单 Budget adjustment: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 290ac0e9c43e58fdff223bf3280cafc0de2ab34e5bb34c19689a301996d7a9ca

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
drafts = scope("drafts", "state == 'draft'", ["eq", ["field", "state"], ["lit", "string", "draft"]])
budget_adjustment_policy = Policy(BudgetAdjustment, scopes=[own_department, drafts])
budget_adjustment_policy.allow(
    "read",
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=own_department,
    gm=everything,
)
budget_adjustment_policy.allow("create", accountant=everything, dept_mgr=own_department)
budget_adjustment_policy.allow("update", accountant=drafts, dept_mgr=own_department)
