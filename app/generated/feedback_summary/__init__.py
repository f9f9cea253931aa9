"""反馈汇总 Feedback summary."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ab8dee904b626b8606cbe389b597337ddb97497125637aa0002f2f72e9b1cf6a

from .model import (
    FeedbackSummary,
    FeedbackSummaryState,
    FeedbackSummaryTransition,
    feedback_summary_hooks,
)
from .policy import feedback_summary_policy
from .workflow import feedback_summary_workflow

__all__ = [
    "FeedbackSummary",
    "FeedbackSummaryState",
    "FeedbackSummaryTransition",
    "feedback_summary_hooks",
    "feedback_summary_policy",
    "feedback_summary_workflow",
]
