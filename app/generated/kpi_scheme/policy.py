"""考核方案 KPI scheme: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6d244be8d6ced544d475c6e888cd4d539931befbb3779abe91610dd8acca7d5c

from app.runtime.policy import Policy, everything, scope

from .model import KpiScheme

drafts = scope("drafts", "state == 'draft'", ["eq", ["field", "state"], ["lit", "string", "draft"]])
kpi_scheme_policy = Policy(KpiScheme, scopes=[drafts])
kpi_scheme_policy.allow(
    "read",
    employee=everything,
    hr=everything,
    dept_mgr=everything,
    eng_mgr=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
kpi_scheme_policy.allow("create", hr=everything)
kpi_scheme_policy.allow("update", hr=drafts)
