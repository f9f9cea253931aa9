"""意见主题 Feedback topic: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e009dd06d502eea74de53dc9fda9f26775b97d23b0df5b301422e41a215d741c

from app.rest.resource import Resource

from .model import FeedbackTopic

feedback_topic_api = Resource(FeedbackTopic, methods=["list", "get", "create", "update"])
