"""税目 Kind of tax: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2ceecb2c22da973cdd8950e4339f5f2b38b89eaf945ff35cf362ce531a146bf6

from app.runtime.policy import Policy, everything

from .model import TaxKind

tax_kind_policy = Policy(TaxKind)
tax_kind_policy.allow(
    "read",
    csr=everything,
    cashier=everything,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
tax_kind_policy.allow("create", fin_mgr=everything)
tax_kind_policy.allow("update", fin_mgr=everything)
