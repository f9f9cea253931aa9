"""培训班次 Training session."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 17debc89f91b919e5e54fa2da12f7166ebab82bdd82faf9858f70a69de87d140

from .model import (
    TrainingSession,
    TrainingSessionState,
    TrainingSessionTransition,
    training_session_hooks,
)
from .policy import training_session_policy
from .workflow import training_session_workflow

__all__ = [
    "TrainingSession",
    "TrainingSessionState",
    "TrainingSessionTransition",
    "training_session_hooks",
    "training_session_policy",
    "training_session_workflow",
]
