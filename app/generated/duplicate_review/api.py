"""重复客户复核 Duplicate review: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 93133558c01985c775473d73e11e9362e21a9de065a3a7e3b501f3bb8b4d3bcb

from app.rest.resource import Resource

from .model import DuplicateReview

duplicate_review_api = Resource(DuplicateReview, methods=["list", "get", "transition"])
