"""流程目标 Process target: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 462fbe1e8c6cfbf9e5e19866083974ce023ad95f8f576dcbc3d74f9d22af80f2

from app.rest.resource import Resource

from .model import ProcessTarget

process_target_api = Resource(ProcessTarget, methods=["list", "get", "create", "update", "delete"])
