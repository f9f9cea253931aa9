"""会计科目 Account: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e55be49a25343fbcdd8a4b442655ec12c6b8b2a9399f642c578504dfb95917f9

from app.runtime.policy import Policy, everything, scope

from .model import Account

expenses = scope(
    "expenses",
    "category in ['pl', 'cost'] and direction == 'dr' and leaf == true and active == true",
    [
        "and",
        ["in", ["field", "category"], ["list", ["lit", "string", "pl"], ["lit", "string", "cost"]]],
        ["eq", ["field", "direction"], ["lit", "string", "dr"]],
        ["field", "leaf"],
        ["field", "active"],
    ],
)
account_policy = Policy(Account, scopes=[expenses])
account_policy.allow(
    "read",
    cashier=everything,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=everything,
    eng_mgr=everything,
    gm=everything,
    employee=expenses,
)
account_policy.allow("create", fin_mgr=everything)
account_policy.allow("update", fin_mgr=everything)
account_policy.allow("export", accountant=everything, fin_mgr=everything, auditor=everything)
account_policy.allow("import", fin_mgr=everything)
