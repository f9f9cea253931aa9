"""公摊费用 Shared cost."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f9f682f05a49ed38fa67be85ba5e1582bfa5856fcaaf6b75dabd4155f619c85f

from .model import SharedCost, shared_cost_hooks
from .policy import shared_cost_policy

__all__ = ["SharedCost", "shared_cost_hooks", "shared_cost_policy"]
