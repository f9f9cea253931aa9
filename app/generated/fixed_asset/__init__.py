"""固定资产 Fixed asset."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9dd353e2a0f5d6cb4de7cb872fc1d96762721794e8c3d722257fc44c4980e137

from .model import FixedAsset, fixed_asset_hooks
from .policy import fixed_asset_policy

__all__ = ["FixedAsset", "fixed_asset_hooks", "fixed_asset_policy"]
