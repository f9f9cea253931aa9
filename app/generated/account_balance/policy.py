"""科目余额 Account balance: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d6b5338be758781b67cebc9077cf9c1fdde97aab36824051941679ab4a3b9684

from app.runtime.policy import Policy, everything

from .model import AccountBalance

account_balance_policy = Policy(AccountBalance)
account_balance_policy.allow(
    "read",
    cashier=everything,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
account_balance_policy.allow(
    "export", accountant=everything, fin_mgr=everything, auditor=everything
)
