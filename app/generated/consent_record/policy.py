"""个人信息同意记录 Consent record: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6b41c12ad51ff9fb973c13b456fdedca8d7941439b9f100a44b5683d104e8564

from app.runtime.policy import Policy, everything, scope

from .model import ConsentRecord

own_customer = scope(
    "own_customer",
    "customer == user.customer",
    ["eq", ["field", "customer"], ["user", ["customer"]]],
)
own_employee = scope(
    "own_employee",
    "employee == user.employee",
    ["eq", ["field", "employee"], ["user", ["employee"]]],
)
projects = scope(
    "projects",
    "customer.project in user.projects",
    ["in", ["path", ["customer"], "project"], ["user", ["projects"]]],
)
of_staff = scope("of_staff", "employee != null", ["not_null", ["field", "employee"]])
consent_record_policy = Policy(
    ConsentRecord, scopes=[own_customer, own_employee, projects, of_staff]
)
consent_record_policy.allow(
    "read",
    customer=own_customer,
    csr=projects,
    auditor=everything,
    hr=of_staff,
    employee=own_employee,
    gm=everything,
)
consent_record_policy.allow("create", customer=own_customer, employee=own_employee)
consent_record_policy.allow("update", customer=own_customer, csr=projects)
consent_record_policy.restrict_field("customer", write=[])
consent_record_policy.restrict_field("employee", write=[])
consent_record_policy.restrict_field("purpose", write=["customer", "employee"])
consent_record_policy.restrict_field("granted", write=["customer", "employee"])
consent_record_policy.restrict_field("withdrawn_at", write=["customer", "csr"])
consent_record_policy.restrict_field("evidence", read=["csr", "auditor"])
