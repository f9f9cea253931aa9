"""会计科目 Account."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c866f75d7941f2852bcff9dc5a6e604e2e1e3e097d5c69bd1801ae61e31b0cc8

from .model import Account, account_hooks
from .policy import account_policy

__all__ = ["Account", "account_hooks", "account_policy"]
