"""辅助核算发生额 Movement by dimension."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7da3c756108afc1d2cfd8b5f298e8c2f2bdbb4f3965ac25ce14585222f539160

from .model import AuxBalance, aux_balance_hooks
from .policy import aux_balance_policy

__all__ = ["AuxBalance", "aux_balance_hooks", "aux_balance_policy"]
