"""指标权重 Weight of a KPI: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c3ee62b3b80e1d9f2df0eae294630ecdc584c5cae121f55ac3f93895f59fb31f

from app.runtime.policy import Policy, everything, scope

from .model import KpiWeight

drafts = scope(
    "drafts",
    "scheme.state == 'draft'",
    ["eq", ["path", ["scheme"], "state"], ["lit", "string", "draft"]],
)
kpi_weight_policy = Policy(KpiWeight, scopes=[drafts])
kpi_weight_policy.allow(
    "read",
    employee=everything,
    hr=everything,
    dept_mgr=everything,
    eng_mgr=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
kpi_weight_policy.allow("create", hr=drafts)
kpi_weight_policy.allow("update", hr=drafts)
kpi_weight_policy.allow("delete", hr=drafts)
