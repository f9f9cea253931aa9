"""离职交接事项 Clearance task: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8e76b693f92e581a221dd5ca7190535aee0584ab2f20cd366c402834cf616174

from app.rest.resource import Resource

from .model import OffboardingTask

offboarding_task_api = Resource(
    OffboardingTask, methods=["list", "get", "create", "update", "transition"]
)
