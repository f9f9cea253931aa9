"""部门 Department."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a710bf95fedade06995556814d918de5cab4723d5f0c44264f7caf3784db90e9

from .model import Department, department_hooks
from .policy import department_policy

__all__ = ["Department", "department_hooks", "department_policy"]
