"""银行流水 Bank statement line: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6631add0d5cc09b264b614b89c1f8065d5ffe6b021bd6d8c77ecb0fccf0d7aab

from app.runtime.policy import Policy, everything

from .model import BankLine

bank_line_policy = Policy(BankLine)
bank_line_policy.allow(
    "read",
    cashier=everything,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
bank_line_policy.allow("create", cashier=everything, accountant=everything)
bank_line_policy.allow("export", accountant=everything, auditor=everything)
bank_line_policy.allow("import", cashier=everything, accountant=everything)
