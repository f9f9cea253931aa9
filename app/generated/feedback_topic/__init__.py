"""意见主题 Feedback topic."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 49aeb4b74d6abfadc9e44f30e3de1cd7a1275ab77fdc9684cf99038968bf0845

from .model import FeedbackTopic, feedback_topic_hooks
from .policy import feedback_topic_policy

__all__ = ["FeedbackTopic", "feedback_topic_hooks", "feedback_topic_policy"]
