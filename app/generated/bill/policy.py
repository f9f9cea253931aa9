"""账单 Bill: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 671cf31c93d9ec18a8823f5c5dad0d61ac73932e10a93a259cc17839ea2271cc

from app.runtime.policy import Policy, everything, scope

from .model import Bill

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
own = scope("own", "custom: own_bills", ["custom", "own_bills"])
charged = scope(
    "charged", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
bill_policy = Policy(Bill, scopes=[projects, own, charged])
bill_policy.allow(
    "read",
    customer=own,
    csr=projects,
    cashier=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=projects,
    gm=everything,
)
bill_policy.allow(
    "export", cashier=projects, accountant=everything, fin_mgr=everything, auditor=everything
)
bill_policy.restrict_field("voucher", read=["accountant", "fin_mgr", "auditor", "gm"])
bill_policy.restrict_field(
    "run", read=["csr", "cashier", "accountant", "fin_mgr", "auditor", "dept_mgr", "gm"]
)
bill_policy.restrict_field(
    "assignment", read=["csr", "cashier", "accountant", "fin_mgr", "auditor", "gm"]
)
