"""税目 Kind of tax."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1dff278b27ac753cf34068f26713df7e56dade4e2c69fe57ea8cbcd35dafb047

from .model import TaxKind, tax_kind_hooks
from .policy import tax_kind_policy

__all__ = ["TaxKind", "tax_kind_hooks", "tax_kind_policy"]
