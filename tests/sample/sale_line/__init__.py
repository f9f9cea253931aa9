"""销售明细 Sale line."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6e2d2038102d139956b785a5b6222f0495366b4fedb7f2dca25e866c116d231d

from .model import SaleLine, sale_line_hooks
from .policy import sale_line_policy

__all__ = ["SaleLine", "sale_line_hooks", "sale_line_policy"]
