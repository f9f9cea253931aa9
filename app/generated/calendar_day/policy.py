"""工作日历 Calendar day: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d5590202c3ba2e624c67aab95cb897d38f452bac6268514852fdbbc8420cb66e

from app.runtime.policy import Policy, everything

from .model import CalendarDay

calendar_day_policy = Policy(CalendarDay)
calendar_day_policy.allow(
    "read",
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
)
calendar_day_policy.allow("create", hr=everything, sysadmin=everything)
calendar_day_policy.allow("update", hr=everything, sysadmin=everything)
calendar_day_policy.allow("delete", hr=everything, sysadmin=everything)
calendar_day_policy.allow("import", hr=everything, sysadmin=everything)
