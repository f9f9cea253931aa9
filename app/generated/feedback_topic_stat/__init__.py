"""主题统计 Topic of a summary."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e412902203ac33255a2efa5f6ce7bd1accb8a7634df2ef4bd4510d49d64322b2

from .model import FeedbackTopicStat, feedback_topic_stat_hooks
from .policy import feedback_topic_stat_policy

__all__ = ["FeedbackTopicStat", "feedback_topic_stat_hooks", "feedback_topic_stat_policy"]
