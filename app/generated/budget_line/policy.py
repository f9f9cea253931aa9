"""预算明细 Budget line: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 18209772ea44270ab5c09e488c1f192b79ea8ef6cb0ef143b58a3e270e88b5c9

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
own_drafts = scope(
    "own_drafts",
    "starts(budget.department.path, user.employee.department.path) and budget.state == 'draft'",
    [
        "and",
        [
            "call",
            "starts",
            ["path", ["budget", "department"], "path"],
            ["user", ["employee", "department", "path"]],
        ],
        ["eq", ["path", ["budget"], "state"], ["lit", "string", "draft"]],
    ],
)
drafts = scope(
    "drafts",
    "budget.state == 'draft'",
    ["eq", ["path", ["budget"], "state"], ["lit", "string", "draft"]],
)
budget_line_policy = Policy(BudgetLine, scopes=[own_department, own_drafts, drafts])
budget_line_policy.allow(
    "read",
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=own_department,
    eng_mgr=own_department,
    gm=everything,
)
budget_line_policy.allow("create", accountant=drafts, dept_mgr=own_drafts)
budget_line_policy.allow("update", accountant=drafts, dept_mgr=own_drafts)
budget_line_policy.allow("delete", accountant=drafts, dept_mgr=own_drafts)
budget_line_policy.allow(
    "export",
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
    dept_mgr=own_department,
)
budget_line_policy.allow("import", accountant=drafts)
