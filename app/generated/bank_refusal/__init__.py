"""已否定的匹配 Refused match."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4b28920d28326f7d46534ac02dfc18d3d0701448ce9053e50c37687e437a0c98

from .model import BankRefusal, bank_refusal_hooks
from .policy import bank_refusal_policy

__all__ = ["BankRefusal", "bank_refusal_hooks", "bank_refusal_policy"]
