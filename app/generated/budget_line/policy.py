"""预算明细 Budget line: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 029e5db4919d207377be0445c8394221b748cfaa089666d44e7fedb5775f7cda

from app.runtime.policy import Policy, everything, scope

from .model import BudgetLine

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
drafts = scope(
    "drafts",
    "budget.state == 'draft'",
    ["eq", ["path", ["budget"], "state"], ["lit", "string", "draft"]],
)
budget_line_policy = Policy(BudgetLine, scopes=[own_department, drafts])
budget_line_policy.allow(
    "read",
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=own_department,
    eng_mgr=own_department,
    gm=everything,
)
budget_line_policy.allow("create", accountant=drafts, dept_mgr=own_department)
budget_line_policy.allow("update", accountant=drafts, dept_mgr=own_department)
budget_line_policy.allow("delete", accountant=drafts, dept_mgr=own_department)
budget_line_policy.allow("import", accountant=drafts)
