"""离职交接事项 Clearance task."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 23c8b34936bc73dbdf9e7e06a859bad6c711ea66980786ab8552aa3dc61d011d

from .model import (
    OffboardingTask,
    OffboardingTaskState,
    OffboardingTaskTransition,
    offboarding_task_hooks,
)
from .policy import offboarding_task_policy
from .workflow import offboarding_task_workflow

__all__ = [
    "OffboardingTask",
    "OffboardingTaskState",
    "OffboardingTaskTransition",
    "offboarding_task_hooks",
    "offboarding_task_policy",
    "offboarding_task_workflow",
]
