"""会计期间 Accounting period."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 55d3d47703e8abf334af2ca95b0d8497035d36eaa86e47d08ed49f710b3c5047

from .model import (
    AccountingPeriod,
    AccountingPeriodState,
    AccountingPeriodTransition,
    accounting_period_hooks,
)
from .policy import accounting_period_policy
from .workflow import accounting_period_workflow

__all__ = [
    "AccountingPeriod",
    "AccountingPeriodState",
    "AccountingPeriodTransition",
    "accounting_period_hooks",
    "accounting_period_policy",
    "accounting_period_workflow",
]
