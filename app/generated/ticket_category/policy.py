"""工单分类 Ticket category: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9273852d6a6c5032974a5d64608b69f3bb1712d7caac99e0c412252786aaa1ad

from app.runtime.policy import Policy, everything

from .model import TicketCategory

ticket_category_policy = Policy(TicketCategory)
ticket_category_policy.allow(
    "read",
    customer=everything,
    csr=everything,
    dispatcher=everything,
    technician=everything,
    eng_mgr=everything,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=everything,
    employee=everything,
    gm=everything,
    sysadmin=everything,
    integrator=everything,
)
ticket_category_policy.allow("create", sysadmin=everything)
ticket_category_policy.allow("update", sysadmin=everything)
ticket_category_policy.allow("delete", sysadmin=everything)
ticket_category_policy.allow("import", sysadmin=everything)
ticket_category_policy.restrict_field(
    "skill",
    read=["csr", "dispatcher", "technician", "eng_mgr", "auditor", "dept_mgr", "gm", "sysadmin"],
)
ticket_category_policy.restrict_field(
    "level",
    read=["csr", "dispatcher", "technician", "eng_mgr", "auditor", "dept_mgr", "gm", "sysadmin"],
)
