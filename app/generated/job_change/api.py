"""任职变动 Job change: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 333fd2eba8176aab982aba2cb13544c56ceb903830925482313d95944761f41c

from app.rest.resource import Resource

from .model import JobChange

job_change_api = Resource(JobChange, methods=["list", "get", "create", "update", "transition"])
