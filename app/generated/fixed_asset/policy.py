"""固定资产 Fixed asset: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 cd85e9ce7fdda3d2cbe13065f489aa2f6976b6412643b0934af128240adea4e4

from app.runtime.policy import Policy, everything

from .model import FixedAsset

fixed_asset_policy = Policy(FixedAsset)
fixed_asset_policy.allow(
    "read", accountant=everything, fin_mgr=everything, auditor=everything, gm=everything
)
fixed_asset_policy.allow("create", accountant=everything)
fixed_asset_policy.allow("update", accountant=everything)
fixed_asset_policy.allow("import", accountant=everything)
