"""银行流水 Bank statement line."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 25ed76f1e00e6de33604a8e94e375da5f0e0a438b72f8d1c7233aaab6243ff7f

from .model import BankLine, BankLineState, BankLineTransition, bank_line_hooks
from .policy import bank_line_policy
from .workflow import bank_line_workflow

__all__ = [
    "BankLine",
    "BankLineState",
    "BankLineTransition",
    "bank_line_hooks",
    "bank_line_policy",
    "bank_line_workflow",
]
