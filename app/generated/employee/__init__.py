"""员工 Employee."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b14f5312d8477ae47f42d8f7d294225946bf253b07a6efe9b6fd52f171312b91

from .model import Employee, EmployeeState, EmployeeTransition, employee_hooks
from .policy import employee_policy
from .workflow import employee_workflow

__all__ = [
    "Employee",
    "EmployeeState",
    "EmployeeTransition",
    "employee_hooks",
    "employee_policy",
    "employee_workflow",
]
