"""入职清单模板 Onboarding template."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e56a3ea7787076fb1c2d890a00bee12f1963536e0dc2d9a9ec2dcf7da5c42712

from .model import OnboardingItem, onboarding_item_hooks
from .policy import onboarding_item_policy

__all__ = ["OnboardingItem", "onboarding_item_hooks", "onboarding_item_policy"]
