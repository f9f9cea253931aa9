"""入职事项 Onboarding task: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 caf416bca0eb197987ee202685827533d3dab4418281b0a8f3a40dd384d01029

from app.rest.resource import Resource

from .model import OnboardingTask

onboarding_task_api = Resource(
    OnboardingTask, methods=["list", "get", "create", "update", "transition"]
)
