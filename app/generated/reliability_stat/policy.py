"""可靠性统计 Reliability statistic: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 cb45f6171aca1fc5a56acb89f8e81341d05027e6a0a0d6754003e394fba1d36a

from app.runtime.policy import Policy, everything, scope

from .model import ReliabilityStat

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
reliability_stat_policy = Policy(ReliabilityStat, scopes=[projects])
reliability_stat_policy.allow(
    "read",
    eng_mgr=projects,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=projects,
    gm=everything,
)
reliability_stat_policy.allow("export", eng_mgr=projects, auditor=everything, gm=everything)
