"""收付账户 Bank or channel account: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 424c45a19cd8af946932ed521a2f2c6584ce256426d9ea469dfa9a28b01a43a6

from app.runtime.policy import Policy, everything

from .model import BankAccount

bank_account_policy = Policy(BankAccount)
bank_account_policy.allow(
    "read",
    cashier=everything,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
bank_account_policy.allow("create", fin_mgr=everything)
bank_account_policy.allow("update", fin_mgr=everything)
bank_account_policy.allow("reveal", fin_mgr=everything)
bank_account_policy.restrict_field("number", read=["cashier", "fin_mgr"], write=["fin_mgr"])
