"""入职事项 Onboarding task."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6cb1a996553009c265fb3d10453a759140e92dd330c75ae9a65a350e4a19e9cc

from .model import (
    OnboardingTask,
    OnboardingTaskState,
    OnboardingTaskTransition,
    onboarding_task_hooks,
)
from .policy import onboarding_task_policy
from .workflow import onboarding_task_workflow

__all__ = [
    "OnboardingTask",
    "OnboardingTaskState",
    "OnboardingTaskTransition",
    "onboarding_task_hooks",
    "onboarding_task_policy",
    "onboarding_task_workflow",
]
