"""阶梯价 Tier: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 75352bf1c0262f7417a6574c0cda2ee2244d39ac6919f5f88d98cffcbf4fb375

from app.runtime.policy import Policy, everything

from .model import FeeTier

fee_tier_policy = Policy(FeeTier)
fee_tier_policy.allow(
    "read",
    customer=everything,
    csr=everything,
    cashier=everything,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=everything,
    gm=everything,
)
fee_tier_policy.allow("create", fin_mgr=everything)
fee_tier_policy.allow("update", fin_mgr=everything)
fee_tier_policy.allow("delete", fin_mgr=everything)
