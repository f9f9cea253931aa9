"""阶梯价 Tier."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 59ae0cad588ca48652f99260d1f937091198cbea392b0f66af5f311460f537bf

from .model import FeeTier, fee_tier_hooks
from .policy import fee_tier_policy

__all__ = ["FeeTier", "fee_tier_hooks", "fee_tier_policy"]
