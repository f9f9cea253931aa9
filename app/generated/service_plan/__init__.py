"""服务方案 Service plan."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6e0b64194cadefed010ed7ad3c1fc7cffdb50b839320ae39b9e66b3f27692de5

from .model import ServicePlan, ServicePlanState, ServicePlanTransition, service_plan_hooks
from .policy import service_plan_policy
from .workflow import service_plan_workflow

__all__ = [
    "ServicePlan",
    "ServicePlanState",
    "ServicePlanTransition",
    "service_plan_hooks",
    "service_plan_policy",
    "service_plan_workflow",
]
