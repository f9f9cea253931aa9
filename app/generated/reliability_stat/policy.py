"""可靠性统计 Reliability statistic: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4268a839afbe2b2cc75f3da5388b18224d6d8db5fa6cc6d0f0013d93af14c6f8

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
reliability_stat_policy.restrict_field("cost", read=["eng_mgr", "fin_mgr", "auditor", "gm"])
