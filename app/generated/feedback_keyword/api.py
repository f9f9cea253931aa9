"""主题关键词 Topic keyword: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 debb3d3bee5f783c87ae74ed6059327d6599de489d10b3f5c5f16e82359ce06d

from app.rest.resource import Resource

from .model import FeedbackKeyword

feedback_keyword_api = Resource(
    FeedbackKeyword, methods=["list", "get", "create", "update", "delete"]
)
