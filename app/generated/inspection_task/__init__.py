"""巡检任务 Inspection."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 54e903ead251960fe871d5d429397a3c007798bf71f73d6db8e558b735e16c06

from .model import (
    InspectionTask,
    InspectionTaskState,
    InspectionTaskTransition,
    inspection_task_hooks,
)
from .policy import inspection_task_policy
from .workflow import inspection_task_workflow

__all__ = [
    "InspectionTask",
    "InspectionTaskState",
    "InspectionTaskTransition",
    "inspection_task_hooks",
    "inspection_task_policy",
    "inspection_task_workflow",
]
