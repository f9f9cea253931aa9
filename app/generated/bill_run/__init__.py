"""出账批次 Bill run."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 443be72105783664373c307f71d76fe47376a03174508bf7a7a0ab5ed47ba923

from .model import BillRun, BillRunState, BillRunTransition, bill_run_hooks
from .policy import bill_run_policy
from .workflow import bill_run_workflow

__all__ = [
    "BillRun",
    "BillRunState",
    "BillRunTransition",
    "bill_run_hooks",
    "bill_run_policy",
    "bill_run_workflow",
]
