"""税率 Tax rate: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6aa48bcdd737f314327b7fe2d3dedb64917918652ed65c13b3627a9b04d3832b

from app.runtime.policy import Policy, everything

from .model import TaxRate

tax_rate_policy = Policy(TaxRate)
tax_rate_policy.allow(
    "read",
    csr=everything,
    cashier=everything,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
tax_rate_policy.allow("create", fin_mgr=everything)
tax_rate_policy.allow("update", fin_mgr=everything)
tax_rate_policy.allow("delete", fin_mgr=everything)
