"""主题关键词 Topic keyword."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2034fb201de394f1b6ba8716d7135455ea8d92c5ca9594c8e334a6cddccc5967

from .model import FeedbackKeyword, feedback_keyword_hooks
from .policy import feedback_keyword_policy

__all__ = ["FeedbackKeyword", "feedback_keyword_hooks", "feedback_keyword_policy"]
