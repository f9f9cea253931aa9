"""发票 Invoice."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4cb6acf5942cd1692b8390f9c416e4bae0a457194f8ecd34c4c94c7e977e7be9

from .model import Invoice, InvoiceState, InvoiceTransition, invoice_hooks
from .policy import invoice_policy
from .workflow import invoice_workflow

__all__ = [
    "Invoice",
    "InvoiceState",
    "InvoiceTransition",
    "invoice_hooks",
    "invoice_policy",
    "invoice_workflow",
]
