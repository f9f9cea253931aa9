"""流程评估 Process evaluation."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 21bd992be74cdea1a2482c0a65808ff1f4f6256f8a13dfddff20feb98b6244f0

from .model import (
    ProcessEvaluation,
    ProcessEvaluationState,
    ProcessEvaluationTransition,
    process_evaluation_hooks,
)
from .policy import process_evaluation_policy
from .workflow import process_evaluation_workflow

__all__ = [
    "ProcessEvaluation",
    "ProcessEvaluationState",
    "ProcessEvaluationTransition",
    "process_evaluation_hooks",
    "process_evaluation_policy",
    "process_evaluation_workflow",
]
