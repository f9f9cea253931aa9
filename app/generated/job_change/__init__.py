"""任职变动 Job change."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e43228b1f48cfff7135fa32a9d3600ef4af5cb9f5f561133166b2364441b1215

from .model import JobChange, JobChangeState, JobChangeTransition, job_change_hooks
from .policy import job_change_policy
from .workflow import job_change_workflow

__all__ = [
    "JobChange",
    "JobChangeState",
    "JobChangeTransition",
    "job_change_hooks",
    "job_change_policy",
    "job_change_workflow",
]
