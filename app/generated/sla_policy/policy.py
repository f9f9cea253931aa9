"""服务时限 SLA policy: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ab673f3be10b299606dbdb9f0a975ec4bbfb4bae7feb008f138da9eaa5111031

from app.runtime.policy import Policy, everything

from .model import SlaPolicy

sla_policy_policy = Policy(SlaPolicy)
sla_policy_policy.allow(
    "read",
    csr=everything,
    dispatcher=everything,
    technician=everything,
    eng_mgr=everything,
    auditor=everything,
    dept_mgr=everything,
    employee=everything,
    gm=everything,
    sysadmin=everything,
)
sla_policy_policy.allow("create", sysadmin=everything)
sla_policy_policy.allow("update", sysadmin=everything)
sla_policy_policy.allow("delete", sysadmin=everything)
