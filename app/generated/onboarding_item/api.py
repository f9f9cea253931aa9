"""入职清单模板 Onboarding template: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 fa49a99a1bfb3a22bb0dabd44974ad0152a7af9f7a5cc27ae3a56dc5a581a31b

from app.rest.resource import Resource

from .model import OnboardingItem

onboarding_item_api = Resource(
    OnboardingItem, methods=["list", "get", "create", "update", "delete"]
)
