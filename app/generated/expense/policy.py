"""费用申请 Expense: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ef8f9b9cb2151d920ae2a180c0aae167b3fd1d2ebc9d4cbecca18fb686f93ad6

from app.runtime.policy import Policy, everything, scope

from .model import Expense

own = scope("own", "created_by == user.id", ["eq", ["field", "created_by"], ["user", ["id"]]])
drafts = scope(
    "drafts",
    "created_by == user.id and state == 'draft'",
    [
        "and",
        ["eq", ["field", "created_by"], ["user", ["id"]]],
        ["eq", ["field", "state"], ["lit", "string", "draft"]],
    ],
)
department = scope(
    "department",
    "starts(department.path, user.employee.department.path)",
    [
        "call",
        "starts",
        ["path", ["department"], "path"],
        ["user", ["employee", "department", "path"]],
    ],
)
expense_policy = Policy(Expense, scopes=[own, drafts, department])
expense_policy.allow(
    "read",
    employee=own,
    dept_mgr=department,
    eng_mgr=department,
    cashier=everything,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
expense_policy.allow("create", employee=everything)
expense_policy.allow("update", employee=drafts)
expense_policy.allow("export", accountant=everything, fin_mgr=everything, auditor=everything)
expense_policy.allow("reveal", cashier=everything, fin_mgr=everything)
expense_policy.restrict_field(
    "payee_account", read=["employee", "cashier", "fin_mgr"], write=["employee"]
)
expense_policy.restrict_field(
    "paid_from", read=["cashier", "accountant", "fin_mgr", "auditor"], write=[]
)
expense_policy.restrict_field("voucher", read=["accountant", "fin_mgr", "auditor", "gm"])
