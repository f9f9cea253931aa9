"""劳动合同 Employment contract: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 77680ec4b42c790373c10b81dd9df6cb6b9004e13893c31619302dbc5299989d

from app.runtime.policy import Policy, everything, scope

from .model import EmploymentContract

own = scope(
    "own", "employee == user.employee", ["eq", ["field", "employee"], ["user", ["employee"]]]
)
department = scope(
    "department",
    "starts(employee.department.path, user.employee.department.path)",
    [
        "call",
        "starts",
        ["path", ["employee", "department"], "path"],
        ["user", ["employee", "department", "path"]],
    ],
)
employment_contract_policy = Policy(EmploymentContract, scopes=[own, department])
employment_contract_policy.allow(
    "read", hr=everything, auditor=everything, gm=everything, dept_mgr=department, employee=own
)
employment_contract_policy.allow("create", hr=everything)
employment_contract_policy.allow("import", hr=everything)
employment_contract_policy.restrict_field("paper", read=["hr", "employee"], write=["hr"])
