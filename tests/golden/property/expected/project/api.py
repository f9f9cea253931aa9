"""项目 Project: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a7b6ff82156bf1b724e229b6652dfae4258dec762589777b7a7fa9e877d106c4

from app.rest.resource import Resource

from .model import Project

project_api = Resource(Project, methods=["list", "get", "create", "update", "delete"])
