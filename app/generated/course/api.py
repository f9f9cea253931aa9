"""培训课程 Course: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2849755dd3e224395a388e992e4a9a04010fad12755da3d46ce6d89d49e2ff4b

from app.rest.resource import Resource

from .model import Course

course_api = Resource(Course, methods=["list", "get", "create", "update"])
