"""重复客户复核 Duplicate review."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 50ed14c1b7f4ef2ad152258cc4a3eb0829e0e1fc2f0ed05cd6277afcf2bbb6aa

from .model import (
    DuplicateReview,
    DuplicateReviewState,
    DuplicateReviewTransition,
    duplicate_review_hooks,
)
from .policy import duplicate_review_policy
from .workflow import duplicate_review_workflow

__all__ = [
    "DuplicateReview",
    "DuplicateReviewState",
    "DuplicateReviewTransition",
    "duplicate_review_hooks",
    "duplicate_review_policy",
    "duplicate_review_workflow",
]
