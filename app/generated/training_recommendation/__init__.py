"""培训推荐 Training recommendation."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b0915985678125061948399cb7ffbff6725fe7998cfe4a9367d7eae5d792166f

from .model import (
    TrainingRecommendation,
    TrainingRecommendationState,
    TrainingRecommendationTransition,
    training_recommendation_hooks,
)
from .policy import training_recommendation_policy
from .workflow import training_recommendation_workflow

__all__ = [
    "TrainingRecommendation",
    "TrainingRecommendationState",
    "TrainingRecommendationTransition",
    "training_recommendation_hooks",
    "training_recommendation_policy",
    "training_recommendation_workflow",
]
