"""出账批次 Bill run: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9d1f42c1079a33c4703e2050e431230a3b4c88ecb48a0aa9de65be7f2b58bdf3

from app.runtime.policy import Policy, everything, scope

from .model import BillRun

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
bill_run_policy = Policy(BillRun, scopes=[projects])
bill_run_policy.allow(
    "read",
    csr=projects,
    cashier=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=projects,
    gm=everything,
)
bill_run_policy.allow("create", accountant=everything)
bill_run_policy.allow("update", accountant=everything)
