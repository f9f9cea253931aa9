"""收付账户 Bank or channel account."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 970ac951f1fc5dbe628c25241f5f90ecb6ac3c8eea95729d3dad93e006423393

from .model import BankAccount, bank_account_hooks
from .policy import bank_account_policy

__all__ = ["BankAccount", "bank_account_hooks", "bank_account_policy"]
