"""维护计划 Maintenance plan."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 76531a13d91993e25cff8af070a713d4ae959676d7119499ed4b8aef78dceffe

from .model import (
    MaintenancePlan,
    MaintenancePlanState,
    MaintenancePlanTransition,
    maintenance_plan_hooks,
)
from .policy import maintenance_plan_policy
from .workflow import maintenance_plan_workflow

__all__ = [
    "MaintenancePlan",
    "MaintenancePlanState",
    "MaintenancePlanTransition",
    "maintenance_plan_hooks",
    "maintenance_plan_policy",
    "maintenance_plan_workflow",
]
