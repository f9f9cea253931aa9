"""公司 Company: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 dd7ba5f91e4813c9bea73f734c037c01b8c8daf2f525de9b94954ea4f6909c82

from app.runtime.policy import Policy, everything

from .model import Company

company_policy = Policy(Company)
company_policy.allow(
    "read",
    customer=everything,
    csr=everything,
    dispatcher=everything,
    technician=everything,
    eng_mgr=everything,
    cashier=everything,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    hr=everything,
    dept_mgr=everything,
    employee=everything,
    gm=everything,
    sysadmin=everything,
    integrator=everything,
)
company_policy.allow("create", sysadmin=everything)
company_policy.allow("update", sysadmin=everything)
company_policy.restrict_field(
    "uscc", read=["accountant", "fin_mgr", "auditor", "hr", "gm", "sysadmin"]
)
company_policy.restrict_field(
    "accounting_standard", read=["accountant", "fin_mgr", "auditor", "gm", "sysadmin"]
)
company_policy.restrict_field(
    "vat_taxpayer", read=["accountant", "fin_mgr", "auditor", "gm", "sysadmin"]
)
company_policy.restrict_field(
    "vat_point", read=["accountant", "fin_mgr", "auditor", "gm", "sysadmin"]
)
company_policy.restrict_field(
    "fiscal_start", read=["accountant", "fin_mgr", "auditor", "gm", "sysadmin"]
)
company_policy.restrict_field(
    "labour_rate", read=["eng_mgr", "accountant", "fin_mgr", "auditor", "gm", "sysadmin"]
)
company_policy.restrict_field("local_wage", read=["fin_mgr", "auditor", "hr", "gm", "sysadmin"])
company_policy.restrict_field("legal_rep", read=["fin_mgr", "auditor", "hr", "gm", "sysadmin"])
