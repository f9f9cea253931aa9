"""主题统计 Topic of a summary: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 13bb0a80e7acc5378f7a05fbd7728ca6255449a9516f996c1fecb0068cebbfb1

from app.rest.resource import Resource

from .model import FeedbackTopicStat

feedback_topic_stat_api = Resource(FeedbackTopicStat, methods=["list", "get"])
