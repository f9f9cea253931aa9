"""服务时段 Service hours: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 23a9170a823cf0b318f50b8fde05002b57d14685f56eb00e4e44ac8f1886c28a

from app.runtime.policy import Policy, everything

from .model import WorkingHours

working_hours_policy = Policy(WorkingHours)
working_hours_policy.allow(
    "read",
    csr=everything,
    dispatcher=everything,
    eng_mgr=everything,
    auditor=everything,
    hr=everything,
    dept_mgr=everything,
    employee=everything,
    gm=everything,
    sysadmin=everything,
)
working_hours_policy.allow("create", sysadmin=everything)
working_hours_policy.allow("update", sysadmin=everything)
