"""辅助核算发生额 Movement by dimension: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 635aaadd92062895e8bff0309a87c571801edba2601aa7b58d5355d5af23a827

from app.runtime.policy import Policy, everything

from .model import AuxBalance

aux_balance_policy = Policy(AuxBalance)
aux_balance_policy.allow(
    "read", accountant=everything, fin_mgr=everything, auditor=everything, gm=everything
)
aux_balance_policy.allow("export", accountant=everything, fin_mgr=everything, auditor=everything)
