"""公司 Company: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ac7701f1ece5679fc444e9527d5177c2b1c530fd27b5f399316ca6d55feecf13

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
company_policy.restrict_field("legal_rep", read=["fin_mgr", "auditor", "hr", "gm", "sysadmin"])
