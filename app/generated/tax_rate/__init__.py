"""税率 Tax rate."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 3d60aa9025e3b53110f4259b0b92e6c5ebb892b9c038fbe94a6dd0a07825d535

from .model import TaxRate, tax_rate_hooks
from .policy import tax_rate_policy

__all__ = ["TaxRate", "tax_rate_hooks", "tax_rate_policy"]
