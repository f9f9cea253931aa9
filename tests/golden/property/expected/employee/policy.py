"""员工 Employee: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b308176487666cfadc35275438701af394752732f9b450e9b451259a8ac2d35e

from app.runtime.policy import Policy, everything

from .model import Employee

employee_policy = Policy(Employee)
employee_policy.allow(
    "read", csr=everything, technician=everything, eng_mgr=everything, fin_mgr=everything
)
employee_policy.allow("create", eng_mgr=everything)
employee_policy.allow("update", eng_mgr=everything)
