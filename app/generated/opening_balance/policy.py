"""期初余额 Opening balance: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f7c31bd8944197efa4c06c14b81b580ed361526fd5a6aa5e4d3c30704ac3ad53

from app.runtime.policy import Policy, everything

from .model import OpeningBalance

opening_balance_policy = Policy(OpeningBalance)
opening_balance_policy.allow(
    "read", accountant=everything, fin_mgr=everything, auditor=everything, gm=everything
)
opening_balance_policy.allow("create", fin_mgr=everything)
opening_balance_policy.allow("update", fin_mgr=everything)
opening_balance_policy.allow("delete", fin_mgr=everything)
opening_balance_policy.allow("import", fin_mgr=everything)
