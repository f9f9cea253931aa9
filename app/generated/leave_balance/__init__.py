"""假期余额 Leave balance."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 88210986ea240d8364a9df01dfb59d1c9767fb9fa119955773295308a3242be2

from .model import LeaveBalance, leave_balance_hooks
from .policy import leave_balance_policy

__all__ = ["LeaveBalance", "leave_balance_hooks", "leave_balance_policy"]
