"""服务方案模板 Service plan template."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 57135d1fe6f15f1178776012a8790a63f5c1d4a1418ef4506ff310153cb18518

from .model import (
    ServicePlanTemplate,
    ServicePlanTemplateState,
    ServicePlanTemplateTransition,
    service_plan_template_hooks,
)
from .policy import service_plan_template_policy
from .workflow import service_plan_template_workflow

__all__ = [
    "ServicePlanTemplate",
    "ServicePlanTemplateState",
    "ServicePlanTemplateTransition",
    "service_plan_template_hooks",
    "service_plan_template_policy",
    "service_plan_template_workflow",
]
