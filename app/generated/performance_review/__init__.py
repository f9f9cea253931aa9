"""绩效考核 Review."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c81d701206f958871827e0eb33168a7c507c17accc09a621a3030dc7a288819a

from .model import (
    PerformanceReview,
    PerformanceReviewState,
    PerformanceReviewTransition,
    performance_review_hooks,
)
from .policy import performance_review_policy
from .workflow import performance_review_workflow

__all__ = [
    "PerformanceReview",
    "PerformanceReviewState",
    "PerformanceReviewTransition",
    "performance_review_hooks",
    "performance_review_policy",
    "performance_review_workflow",
]
