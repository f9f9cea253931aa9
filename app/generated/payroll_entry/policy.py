"""工资汇总 Payroll entry: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2776822b7335e1219c0de45fa0794f60ef6d3a35dc987e76cb9a641ffa28c9a4

from app.runtime.policy import Policy, everything, scope

from .model import PayrollEntry

drafts = scope("drafts", "state == 'draft'", ["eq", ["field", "state"], ["lit", "string", "draft"]])
payroll_entry_policy = Policy(PayrollEntry, scopes=[drafts])
payroll_entry_policy.allow(
    "read",
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
    hr=everything,
    cashier=everything,
)
payroll_entry_policy.allow("create", accountant=everything, hr=everything)
payroll_entry_policy.allow("update", accountant=drafts, hr=drafts)
payroll_entry_policy.allow("import", accountant=everything, hr=everything)
payroll_entry_policy.restrict_field("voucher", read=["accountant", "fin_mgr", "auditor", "gm"])
payroll_entry_policy.restrict_field("paid_voucher", read=["accountant", "fin_mgr", "auditor", "gm"])
payroll_entry_policy.restrict_field(
    "account", read=["accountant", "fin_mgr", "auditor", "gm"], write=["accountant"]
)
