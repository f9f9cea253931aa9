"""维护策略建议 Maintenance suggestion."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0a94f609deb452cd0a68d0d3a4dec102a25d0f6714360654bb2ec36e2f36e7e5

from .model import (
    MaintenanceAdvice,
    MaintenanceAdviceState,
    MaintenanceAdviceTransition,
    maintenance_advice_hooks,
)
from .policy import maintenance_advice_policy
from .workflow import maintenance_advice_workflow

__all__ = [
    "MaintenanceAdvice",
    "MaintenanceAdviceState",
    "MaintenanceAdviceTransition",
    "maintenance_advice_hooks",
    "maintenance_advice_policy",
    "maintenance_advice_workflow",
]
