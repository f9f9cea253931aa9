"""离职清单模板 Clearance template."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c317bafa57aa503db519c82e31b7f10da9bdf3b6d93e7234eb7811da277b48ac

from .model import OffboardingItem, offboarding_item_hooks
from .policy import offboarding_item_policy

__all__ = ["OffboardingItem", "offboarding_item_hooks", "offboarding_item_policy"]
