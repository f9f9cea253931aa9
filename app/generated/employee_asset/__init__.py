"""员工领用物品 Issued asset."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 46efa69ba2732b485176fd971030b5229105e9a6b7e15232f71ea67db18def10

from .model import EmployeeAsset, EmployeeAssetState, EmployeeAssetTransition, employee_asset_hooks
from .policy import employee_asset_policy
from .workflow import employee_asset_workflow

__all__ = [
    "EmployeeAsset",
    "EmployeeAssetState",
    "EmployeeAssetTransition",
    "employee_asset_hooks",
    "employee_asset_policy",
    "employee_asset_workflow",
]
