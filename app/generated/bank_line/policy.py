"""银行流水 Bank statement line: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 91e6e9e5e998f6124e46a7b43aa4b9e63f907b072282603e28e16a34a82ed7e6

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
bank_line_policy.restrict_field("payments", write=[])
bank_line_policy.restrict_field("settlement", write=[])
bank_line_policy.restrict_field("refund", write=[])
bank_line_policy.restrict_field("voucher", write=[])
