"""意见建议 Feedback."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 82114dc5eaa4b18df41589223315f4f8bc1a8f8f505c6e9d1587d3ebf2ee1221

from .model import Feedback, FeedbackState, FeedbackTransition, feedback_hooks
from .policy import feedback_policy
from .workflow import feedback_workflow

__all__ = [
    "Feedback",
    "FeedbackState",
    "FeedbackTransition",
    "feedback_hooks",
    "feedback_policy",
    "feedback_workflow",
]
