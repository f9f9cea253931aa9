"""员工 Employee."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 772b9d4880faaa759ee495810b7bc3700f9faf556da9f46e7cb950c32d63eb22

from .model import Employee, employee_hooks
from .policy import employee_policy

__all__ = ["Employee", "employee_hooks", "employee_policy"]
