"""离职申请 Resignation."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 09e9b4d9f1fc688e301c0a82ffd2527bab7e3d628f60f7ef63f88f75787d8624

from .model import Resignation, ResignationState, ResignationTransition, resignation_hooks
from .policy import resignation_policy
from .workflow import resignation_workflow

__all__ = [
    "Resignation",
    "ResignationState",
    "ResignationTransition",
    "resignation_hooks",
    "resignation_policy",
    "resignation_workflow",
]
