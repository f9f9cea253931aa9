"""项目（小区） Project: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0898a1af1a816509095845de99c37f49bc47230de035fb7af12ee097743654ff

from app.rest.resource import Resource

from .model import Project

project_api = Resource(Project, methods=["list", "get", "create", "update"])
