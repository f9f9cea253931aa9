"""服务统计 Service statistic: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5fe8b8187c729e727575e71ddc5c9fd20e3e7075179a3974df7ceeef339dc6f2

from app.runtime.policy import Policy, everything, scope

from .model import ServiceStat

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
service_stat_policy = Policy(ServiceStat, scopes=[projects])
service_stat_policy.allow(
    "read",
    csr=projects,
    dispatcher=projects,
    eng_mgr=projects,
    dept_mgr=projects,
    auditor=everything,
    gm=everything,
)
service_stat_policy.allow("export", csr=projects, auditor=everything, gm=everything)
