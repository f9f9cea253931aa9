"""会计科目 Account: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6fd76847db65626ab01f910004699cb3b5980c5fe5db733f0b91b5435b16f4e8

from app.runtime.policy import Policy, everything

from .model import Account

account_policy = Policy(Account)
account_policy.allow(
    "read",
    cashier=everything,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=everything,
    gm=everything,
)
account_policy.allow("create", fin_mgr=everything)
account_policy.allow("update", fin_mgr=everything)
account_policy.allow("export", accountant=everything, fin_mgr=everything, auditor=everything)
account_policy.allow("import", fin_mgr=everything)
