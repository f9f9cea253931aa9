"""收费价格 Price."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 108ab1e4258bcc1efcb9833e83758779774836763ba20f68d83e9d4f16706031

from .model import FeePrice, fee_price_hooks
from .policy import fee_price_policy

__all__ = ["FeePrice", "fee_price_hooks", "fee_price_policy"]
