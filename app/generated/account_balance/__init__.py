"""科目余额 Account balance."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d784a461500774f63fdae9036093962461a2e52b5fad8b2586d4ff4887bfb873

from .model import AccountBalance, account_balance_hooks
from .policy import account_balance_policy

__all__ = ["AccountBalance", "account_balance_hooks", "account_balance_policy"]
