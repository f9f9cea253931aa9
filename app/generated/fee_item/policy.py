"""收费项目 Fee item: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f01270229b46128d269b4fbbab2746eb53f82c3dbf33426c408c7080306349e5

from app.runtime.policy import Policy, everything

from .model import FeeItem

fee_item_policy = Policy(FeeItem)
fee_item_policy.allow(
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
fee_item_policy.allow("create", accountant=everything, fin_mgr=everything)
fee_item_policy.allow("update", accountant=everything, fin_mgr=everything)
fee_item_policy.restrict_field(
    "revenue_account",
    read=["accountant", "fin_mgr", "auditor", "gm"],
    write=["accountant", "fin_mgr"],
)
fee_item_policy.restrict_field(
    "tax_kind",
    read=["csr", "cashier", "accountant", "fin_mgr", "auditor", "gm"],
    write=["accountant", "fin_mgr"],
)
fee_item_policy.restrict_field("agency", write=["fin_mgr"])
