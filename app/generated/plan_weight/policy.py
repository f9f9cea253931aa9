"""需求权重 Feature weight: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a7bd5a2f27f7188d70aca6b607823da52f441775d48657deeb0245bb16d1babc

from app.runtime.policy import Policy, everything

from .model import PlanWeight

plan_weight_policy = Policy(PlanWeight)
plan_weight_policy.allow(
    "read",
    csr=everything,
    dispatcher=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=everything,
    gm=everything,
)
plan_weight_policy.allow("create", csr=everything, dept_mgr=everything)
plan_weight_policy.allow("update", csr=everything, dept_mgr=everything)
plan_weight_policy.allow("delete", csr=everything, dept_mgr=everything)
