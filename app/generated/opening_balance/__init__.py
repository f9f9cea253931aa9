"""期初余额 Opening balance."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 141e2b4b42b2224ed262dbb68123250db199759dc021f50e4147c514bbc9a743

from .model import OpeningBalance, opening_balance_hooks
from .policy import opening_balance_policy

__all__ = ["OpeningBalance", "opening_balance_hooks", "opening_balance_policy"]
