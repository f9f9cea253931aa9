"""考核指标 KPI: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 66ccf2367ae73c4d48efc51460ebb15bd3a5fde4697ec344637a7eaffbf47a12

from app.runtime.policy import Policy, everything

from .model import KpiIndicator

kpi_indicator_policy = Policy(KpiIndicator)
kpi_indicator_policy.allow(
    "read",
    employee=everything,
    hr=everything,
    dept_mgr=everything,
    eng_mgr=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
kpi_indicator_policy.allow("create", hr=everything)
kpi_indicator_policy.allow("update", hr=everything)
