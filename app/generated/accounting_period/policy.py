"""会计期间 Accounting period: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 62f737b932ba880fda4c8d898fbefaabd95bcd559ade73ec59a10dbb797eb731

from app.runtime.policy import Policy, everything

from .model import AccountingPeriod

accounting_period_policy = Policy(AccountingPeriod)
accounting_period_policy.allow(
    "read",
    cashier=everything,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
accounting_period_policy.allow("create", fin_mgr=everything)
