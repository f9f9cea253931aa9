"""意见建议 Feedback: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 edfb5907763da09c7b78cb2c447a72476b0847fe62195a6ba2193bbbaf04261a

from app.rest.resource import Resource

from .model import Feedback

feedback_api = Resource(Feedback, methods=["list", "get", "create", "update", "transition"])
