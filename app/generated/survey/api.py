"""满意度调查 Satisfaction survey: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 297b3b9ba17c864685b5723230f3064ecc191760ce741341a3bce8785826b8f9

from app.rest.resource import Resource

from .model import Survey

survey_api = Resource(Survey, methods=["list", "get", "create", "update", "transition"])
