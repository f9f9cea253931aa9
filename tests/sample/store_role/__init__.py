"""门店授权 Store assignment."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 77aa4d1087d058d186e8f52c09beeee06108f89c03706f030efb7120e2cd108a

from .model import StoreRole, store_role_hooks
from .policy import store_role_policy

__all__ = ["StoreRole", "store_role_hooks", "store_role_policy"]
