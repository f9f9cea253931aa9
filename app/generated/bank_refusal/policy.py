"""已否定的匹配 Refused match: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b573a6dc654489b5dcdbcca985f074b55ea0c575ce1cd7fb9a4c3fef6f472234

from app.runtime.policy import Policy, everything

from .model import BankRefusal

bank_refusal_policy = Policy(BankRefusal)
bank_refusal_policy.allow(
    "read",
    cashier=everything,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
bank_refusal_policy.allow("create", accountant=everything)
