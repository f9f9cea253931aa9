"""现金日结 Daily cash count."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2b37babd1d2b555983a6a1f1a4b22d85a12d50acb50331a3970d0fedbc985add

from .model import CashCount, CashCountState, CashCountTransition, cash_count_hooks
from .policy import cash_count_policy
from .workflow import cash_count_workflow

__all__ = [
    "CashCount",
    "CashCountState",
    "CashCountTransition",
    "cash_count_hooks",
    "cash_count_policy",
    "cash_count_workflow",
]
