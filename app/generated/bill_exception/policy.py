"""出账异常 Billing exception: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 00361e91bb1e25706c2811dae03e767f835bc56746570c84f03e62068ac97bf8

from app.runtime.policy import Policy, everything, scope

from .model import BillException

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
bill_exception_policy = Policy(BillException, scopes=[projects])
bill_exception_policy.allow(
    "read",
    csr=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
bill_exception_policy.allow("update", accountant=everything)
