"""方案服务项 Service of a template: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5b4bb30489abb3982fbb824f84be3fd6156ab589110b79d76d591159b0b0a78b

from app.runtime.policy import Policy, everything

from .model import PlanItem

plan_item_policy = Policy(PlanItem)
plan_item_policy.allow(
    "read",
    csr=everything,
    dispatcher=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=everything,
    gm=everything,
)
plan_item_policy.allow("create", csr=everything, dept_mgr=everything)
plan_item_policy.allow("update", csr=everything, dept_mgr=everything)
plan_item_policy.allow("delete", csr=everything, dept_mgr=everything)
