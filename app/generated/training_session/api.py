"""培训班次 Training session: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ceb3b3001f2b8fe7a1ede76aa9a5ef2e212972b74718e1ea0874966a6612e5b1

from app.rest.resource import Resource

from .model import TrainingSession

training_session_api = Resource(
    TrainingSession, methods=["list", "get", "create", "update", "transition"]
)
